-- What is open in the risk register: each cause that keeps an item of a region from green, its contest areas together.
-- grain: as_of, region_code, item_code, cause_code
select
    unit.as_of,
    unit.region_code,
    unit.item_code,
    unit.reason_code as cause_code,
    min(unit.province_code) as province_code,
    min(unit.region_level) as region_level,
    bool_or(unit.is_critical) as is_critical,
    min(unit.deciding_gate) as gate_code,
    max(badness.badness) as badness,
    cast(count(*) as integer) as unit_count,
    cast(sum(unit.short_pcs) as bigint) as short_pcs,
    -- what nobody reported is unknown, not zero
    max(case when unit.status <> 'grey' then unit.tps_count * unit.unready_ratio end) as tps_not_ready,
    max(unit.delay_days) as delay_days,
    min(unit.due_on) as due_on,
    min(unit.decide_by) as decide_by,
    max(unit.lead_time_days) as lead_time_days,
    min(unit.reported_at) as reported_at
from mart_unit_status as unit
join core_badness as badness using (as_of, status)
where unit.status <> 'green' and unit.reason_code <> 'none' and (unit.is_critical or unit.s_status <> 'green')
group by unit.as_of, unit.region_code, unit.item_code, unit.reason_code
