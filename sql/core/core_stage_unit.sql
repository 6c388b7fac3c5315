-- How far each unit has come at each stage whose window has begun; done_pcs null = not reported.
-- grain: as_of, region_code, item_code, dapil_code, stage_code
with counted as (
    select as_of, region_code, item_code, dapil_code, 'produced' as stage_code, produced_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'shipped' as stage_code, shipped_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'received' as stage_code, received_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'sorted' as stage_code, sorted_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'folded' as stage_code, folded_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'packed' as stage_code, packed_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'at_kecamatan' as stage_code, at_kecamatan_pcs as done_pcs
    from core_unit
    union all
    select as_of, region_code, item_code, dapil_code, 'at_tps' as stage_code, at_tps_pcs as done_pcs
    from core_unit
)

select
    unit.as_of,
    point.previous_as_of,
    point.is_daily,
    unit.region_code,
    unit.province_code,
    unit.region_level,
    unit.item_code,
    unit.dapil_code,
    unit.item_class,
    unit.is_critical,
    unit.reported_at,
    unit.tps_count,
    plan.phase,
    plan.stage_code,
    plan.milestone_code,
    plan.hardness,
    plan.start_on,
    plan.finish_on,
    plan.due_on,
    plan.start_at,
    plan.finish_at,
    plan.deadline_at,
    unit.need_pcs,
    counted.done_pcs,
    -- least() would skip a null: a stage nobody reported must not read as complete
    case when counted.done_pcs >= unit.need_pcs then 1 else counted.done_pcs / cast(unit.need_pcs as double) end as actual_ratio,
    least(date_diff('minute', plan.start_at, unit.as_of) / cast(date_diff('minute', plan.start_at, plan.finish_at) as double), 1) as planned_ratio,
    case when counted.stage_code = 'received' then unit.oldest_overdue_at end as oldest_overdue_at,
    case when counted.stage_code = 'received' then coalesce(unit.planned_pcs >= 0.9 * unit.need_pcs, false) else false end as is_planned_by_shipment
from core_unit as unit
join core_as_of as point using (as_of)
join counted using (as_of, region_code, item_code, dapil_code)
join core_plan as plan
    on
        plan.region_level = unit.region_level
        and plan.item_code = unit.item_code
        and plan.stage_code = counted.stage_code
where unit.need_pcs > 0 and unit.as_of >= plan.start_at
