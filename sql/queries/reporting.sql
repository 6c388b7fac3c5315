-- When each region last reported and what it left out, most silent first.
-- grain: region_code
select
    reporting.*,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    reporting.items_reported < reporting.items_expected as is_partial
from mart_reporting as reporting
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = reporting.province_code
where
    reporting.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], reporting.province_code))
order by reporting.age_hours desc nulls first, reporting.tps_count desc, reporting.region_code
