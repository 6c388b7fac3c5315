-- The stage that decides gate W of each unit: the worst colour, then the most days behind.
-- grain: as_of, unit_id
with ranked as (
    select
        gate.*,
        badness.badness,
        badness.badness * 1000000.0
        + least(greatest(coalesce(gate.delay_days, 0), 0), 9999)
        - stage.stage_order * 0.0001 as decides_by
    from core_gate_w as gate
    join core_badness as badness using (as_of, status)
    join seed_stages as stage using (stage_code)
)

select
    as_of,
    unit_id,
    arg_max(status, decides_by) as status,
    arg_max(reason_code, decides_by) as reason_code,
    arg_max(stage_code, decides_by) as stage_code,
    arg_max(due_at, decides_by) as due_at,
    arg_max(delay_days, decides_by) as delay_days,
    arg_max(rate_ratio, decides_by) as rate_ratio,
    max(unready_ratio) as unready_ratio
from ranked
group by as_of, unit_id
