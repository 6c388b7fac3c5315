-- Fails for a coloured region without a reason, or a green one with a reason.
-- grain: as_of, region_code
select
    as_of,
    region_code,
    reason_code as found,
    status as expected
from mart_region_status
where (status = 'green') <> (reason_code = 'none')
