-- Every change of a region's colour or reason that was ever shown, newest first.
-- grain: version, region_code
select
    change.*,
    region.name as region_name,
    region.province_code
from board_status_change as change
join seed_regions as region using (region_code)
where
    change.as_of <= coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], region.province_code))
    and ($region_code is null or change.region_code = $region_code)
order by change.version desc, change.region_code
