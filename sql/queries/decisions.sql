-- Units that need a decision, by the last day on which it helps; those past it come first.
-- grain: region_code, item_code, dapil_code
select
    unit.*,
    unit.decide_by < cast(unit.as_of + interval 7 hour as date) as is_past,
    unit.tps_count * unit.unready_ratio as tps_not_ready,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en
from mart_unit_status as unit
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = unit.province_code
join seed_items as item using (item_code)
left join seed_stages as stage using (stage_code)
where
    unit.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], unit.province_code))
    and unit.is_critical
    and unit.status in ('red', 'amber')
    and unit.decide_by is not null
order by unit.status = 'red' desc, unit.decide_by, unit.tps_count * unit.unready_ratio desc, unit.region_code, unit.item_code, unit.dapil_code
