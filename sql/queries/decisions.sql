-- Regions that need a decision: what can still be decided first, by its last day, then those past it.
-- grain: region_code
select
    status.*,
    status.deciding_item_code as item_code,
    status.deciding_dapil_code as dapil_code,
    status.decide_by < cast(status.as_of + interval 7 hour as date) as is_past,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
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
    and status.raw_status in ('red', 'amber')
    and status.decide_by is not null
order by
    is_past,
    status.raw_status = 'red' desc,
    case when is_past then null else status.decide_by end,
    status.tps_not_ready desc nulls last,
    status.region_code
