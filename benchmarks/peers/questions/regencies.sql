-- The 514 regencies with status, deciding facts and what they are short of, worst first.
-- grain: region_code
select
    status.province_code,
    province.name as province,
    status.region_code,
    region.name as regency,
    status.status,
    status.reason_code,
    status.coverage_ratio,
    status.delay_days,
    status.tps_not_ready,
    status.decide_by,
    status.reported_at,
    region.lat,
    region.lon
from kept.mart_region_status as status
join kept.seed_regions as region using (region_code)
join kept.seed_provinces as province on province.province_code = status.province_code
where
    status.as_of = (select as_of from kept.board_meta)
    and status.region_level = 'regency'
order by status.status_rank desc, status.tps_not_ready desc nulls last, status.tps_count desc, status.region_code
