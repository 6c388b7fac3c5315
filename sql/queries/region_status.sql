-- Status and deciding facts of each region, worst first, then most polling stations not ready.
-- grain: region_code
select
    status.*,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    region.lat,
    region.lon,
    region.tz,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en
from mart_region_status as status
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = status.province_code
left join seed_items as item on item.item_code = status.deciding_item_code
left join seed_stages as stage on stage.stage_code = status.stage_code
where
    status.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], status.province_code))
order by status.status_rank desc, status.tps_not_ready desc nulls last, status.tps_count desc, status.region_code
