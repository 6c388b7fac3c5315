-- Pieces planned and done at every moment up to the one shown, by phase, item and stage.
-- grain: as_of, phase, item_code, stage_code
select
    progress.as_of,
    point.days_before,
    progress.phase,
    progress.item_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    progress.stage_code,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en,
    stage.stage_order,
    cast(sum(progress.need_pcs) as bigint) as need_pcs,
    cast(sum(progress.done_pcs) as bigint) as done_pcs,
    cast(sum(progress.planned_pcs) as bigint) as planned_pcs,
    sum(progress.done_pcs) / cast(sum(progress.need_pcs) as double) as actual_ratio,
    sum(progress.planned_pcs) / cast(sum(progress.need_pcs) as double) as planned_ratio,
    cast(sum(progress.silent_units) as integer) as silent_units
from mart_stage_progress as progress
join core_as_of as point using (as_of)
join seed_items as item using (item_code)
join seed_stages as stage using (stage_code)
where
    progress.as_of <= coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], progress.province_code))
group by
    progress.as_of, point.days_before, progress.phase, progress.item_code, item.name_id, item.name_en, item.unit_id, item.unit_en,
    progress.stage_code, stage.name_id, stage.name_en, stage.stage_order
order by progress.phase, progress.item_code, stage.stage_order, progress.as_of
