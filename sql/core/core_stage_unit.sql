-- How far each unit has come at each stage of its own whose window has begun; done_pcs null = not reported.
-- grain: as_of, unit_id, stage_code
with counted as (
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'received' as stage_code, received_pcs as done_pcs
    from core_unit
    union all
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'sorted' as stage_code, sorted_pcs as done_pcs
    from core_unit
    union all
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'folded' as stage_code, folded_pcs as done_pcs
    from core_unit
    union all
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'packed' as stage_code, packed_pcs as done_pcs
    from core_unit
    union all
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'at_kecamatan' as stage_code, at_kecamatan_pcs as done_pcs
    from core_unit
    union all
    select as_of, unit_id, region_level, item_code, need_pcs, oldest_overdue_at, planned_pcs, 'at_tps' as stage_code, at_tps_pcs as done_pcs
    from core_unit
)

select
    counted.as_of,
    counted.unit_id,
    counted.need_pcs,
    counted.done_pcs,
    plan.phase,
    plan.stage_code,
    plan.hardness,
    plan.due_on,
    plan.start_at,
    plan.finish_at,
    plan.deadline_at,
    -- least() would skip a null: a stage nobody reported must not read as complete
    case when counted.done_pcs >= counted.need_pcs then 1 else counted.done_pcs / cast(counted.need_pcs as double) end as actual_ratio,
    case when counted.stage_code = 'received' then counted.oldest_overdue_at end as oldest_overdue_at,
    counted.stage_code = 'received' and coalesce(counted.planned_pcs >= 0.9 * counted.need_pcs, false) as is_planned_by_shipment
from counted
join core_plan as plan
    on
        plan.region_level = counted.region_level
        and plan.item_code = counted.item_code
        and plan.stage_code = counted.stage_code
where counted.as_of >= plan.start_at
