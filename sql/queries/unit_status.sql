-- Each item (and contest area) of one region, worst first.
-- grain: item_code, dapil_code
select
    unit.* exclude (unit_id),
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    item.phase,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en,
    badness.badness as status_rank
from mart_unit_status as unit
join seed_items as item using (item_code)
left join seed_stages as stage using (stage_code)
join core_badness as badness using (as_of, status)
where
    unit.as_of = coalesce($as_of, (select as_of from board_meta))
    and unit.region_code = $region_code
order by badness.badness desc, unit.is_critical desc, unit.unready_ratio desc nulls last, unit.item_code, unit.dapil_code
