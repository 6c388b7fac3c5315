-- Days ahead (-) or behind (+) plan of each region at each stage: its furthest-behind critical item speaks.
-- grain: as_of, region_code, phase, stage_code
with judged as (
    select
        pace.*,
        gate.status,
        gate.rate_ratio,
        gate.is_missed,
        row_number() over (
            partition by pace.as_of, pace.region_code, pace.phase, pace.stage_code
            order by gate.is_missed desc nulls last, pace.deviation_days desc nulls last, pace.item_code, pace.dapil_code
        ) as place
    from core_stage_pace as pace
    left join core_gate_w as gate using (as_of, region_code, item_code, dapil_code, stage_code)
    where pace.is_critical
)

select
    as_of,
    region_code,
    province_code,
    phase,
    stage_code,
    item_code,
    milestone_code,
    hardness,
    start_on,
    finish_on,
    due_on,
    planned_ratio,
    actual_ratio,
    deviation_days,
    required_daily_pcs,
    best_daily_pcs,
    rate_ratio,
    coalesce(status, case when actual_ratio is null then 'grey' when deviation_days <= 0 then 'green' else 'amber' end) as status,
    coalesce(is_missed, false) as is_missed,
    tps_count
from judged
where place = 1
