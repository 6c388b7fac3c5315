-- Days ahead (-) or behind (+) plan of each region at each stage: its furthest-behind critical item speaks.
-- grain: as_of, region_code, phase, stage_code
with stage as (
    select
        stage.as_of,
        unit.region_code,
        stage.phase,
        stage.stage_code,
        min(unit.province_code) as province_code,
        min(unit.region_level) as region_level,
        min(stage.actual_ratio) as actual_ratio,
        count(*) filter (where stage.done_pcs is null) as silent_items,
        max(unit.tps_count) as tps_count,
        min(unit.item_code) as any_item_code
    from core_stage_unit as stage
    join core_needed_unit as unit using (unit_id)
    where unit.is_critical
    group by stage.as_of, unit.region_code, stage.phase, stage.stage_code
),

paced as (
    select
        gate.as_of,
        unit.region_code,
        unit.phase,
        gate.stage_code,
        unit.item_code,
        gate.status,
        gate.is_missed,
        gate.delay_days,
        gate.rate_ratio,
        gate.required_daily_pcs,
        gate.best_daily_pcs,
        badness.badness * 1000000.0 + coalesce(gate.delay_days, 0) - unit.unit_id * 0.000001 as decides_by
    from core_gate_w as gate
    join core_needed_unit as unit using (unit_id)
    left join core_badness as badness using (as_of, status)
    where unit.is_critical
),

slowest as (
    select
        as_of,
        region_code,
        phase,
        stage_code,
        arg_max(item_code, decides_by) as item_code,
        arg_max(status, decides_by) as status,
        arg_max(rate_ratio, decides_by) as rate_ratio,
        arg_max(required_daily_pcs, decides_by) as required_daily_pcs,
        arg_max(best_daily_pcs, decides_by) as best_daily_pcs,
        max(delay_days) as deviation_days,
        bool_or(is_missed) as is_missed
    from paced
    group by as_of, region_code, phase, stage_code
)

select
    stage.as_of,
    stage.region_code,
    stage.province_code,
    stage.phase,
    stage.stage_code,
    coalesce(slowest.item_code, stage.any_item_code) as item_code,
    plan.milestone_code,
    plan.hardness,
    plan.start_on,
    plan.finish_on,
    plan.due_on,
    least(date_diff('minute', plan.start_at, stage.as_of) / cast(date_diff('minute', plan.start_at, plan.finish_at) as double), 1) as planned_ratio,
    case when stage.silent_items = 0 then stage.actual_ratio end as actual_ratio,
    case
        when stage.silent_items > 0 then null
        when slowest.region_code is null then 0
        else slowest.deviation_days
    end as deviation_days,
    slowest.required_daily_pcs,
    slowest.best_daily_pcs,
    slowest.rate_ratio,
    case when stage.silent_items > 0 then 'grey' else coalesce(slowest.status, 'green') end as status,
    coalesce(slowest.is_missed, false) as is_missed,
    stage.tps_count
from stage
left join slowest using (as_of, region_code, phase, stage_code)
join core_plan as plan
    on
        plan.region_level = stage.region_level
        and plan.item_code = coalesce(slowest.item_code, stage.any_item_code)
        and plan.stage_code = stage.stage_code
