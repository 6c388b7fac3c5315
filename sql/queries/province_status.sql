-- Counts per colour in each province, worst first.
-- grain: province_code
select
    status.*,
    province.name as province_name,
    province.island_group,
    province.lat,
    province.lon,
    province.tile_row,
    province.tile_col,
    province.tile_label,
    worst.name as worst_region_name
from mart_province_status as status
join seed_provinces as province using (province_code)
left join seed_regions as worst on worst.region_code = status.worst_region_code
where
    status.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], status.province_code))
order by status.red_units desc, status.grey_units desc, status.amber_units desc, status.province_code
