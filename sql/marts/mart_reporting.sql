-- When each region last reported its critical items, and what it left out or contradicted.
-- grain: as_of, region_code
select
    status.as_of,
    status.region_code,
    status.province_code,
    rollup.reported_at,
    rollup.last_reported_at,
    status.age_hours,
    status.d_status,
    status.evidence_grade,
    rollup.items_reported,
    rollup.items_expected,
    rollup.flag_count,
    rollup.tps_count
from mart_region_status as status
join mart_region_rollup as rollup using (as_of, region_code)
