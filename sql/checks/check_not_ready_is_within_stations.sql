-- Fails for a region with fewer than 0 or more polling stations not ready than it has.
-- grain: as_of, region_code
select
    as_of,
    region_code,
    tps_not_ready as found,
    tps_count as expected
from mart_region_status
where tps_not_ready < 0 or tps_not_ready > tps_count
