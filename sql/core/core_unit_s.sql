-- The alarm that decides gate S of each unit: the worst colour, then the oldest.
-- grain: as_of, region_code, item_code, dapil_code
with ranked as (
    select
        gate.*,
        badness.badness * 1000000 + least(date_diff('hour', gate.opened_at, gate.as_of), 99999) as decides_by
    from core_gate_s as gate
    join core_badness as badness using (as_of, status)
)

select
    as_of,
    region_code,
    item_code,
    dapil_code,
    arg_max(status, decides_by) as status,
    max(reason_code) filter (where decides_by = worst_decides_by) as reason_code,
    max(alarm_code) filter (where decides_by = worst_decides_by) as alarm_code,
    max(event_gate_code) filter (where decides_by = worst_decides_by) as event_gate_code,
    min(opened_at) as opened_at,
    cast(sum(quantity_pcs) as bigint) as quantity_pcs
from (
    select
        ranked.*,
        max(decides_by) over (partition by as_of, region_code, item_code, dapil_code) as worst_decides_by
    from ranked
) as judged
group by as_of, region_code, item_code, dapil_code
