-- D data: how old is the oldest input, does it contradict itself or what can be? Silence is never green (risk rules, gate D).
-- grain: as_of, unit_id
with flagged as (
    select
        unit.*,
        impossible.region_code is not null as is_impossible
    from core_unit as unit
    left join alarm_impossible as impossible using (as_of, region_code, item_code, dapil_code)
)

select
    flagged.as_of,
    unit_id,
    'D' as gate_code,
    case
        when reported_at is null or age_hours > rule.red_at then 'grey'
        when is_conflicting or is_impossible or age_hours > rule.amber_at then 'amber'
        else 'green'
    end as status,
    case
        when reported_at is null then 'D.never'
        when age_hours > rule.red_at then 'D.stale'
        when is_conflicting then 'D.conflict'
        when is_impossible then 'D.impossible'
        when age_hours > rule.amber_at then 'D.stale'
        else 'none'
    end as reason_code,
    due_at,
    age_hours,
    is_conflicting or is_impossible as is_flagged
from flagged
join seed_risk_rules as rule
    on
        rule.rule_code = 'report_age'
        and flagged.days_before <= rule.from_days_before
        and flagged.days_before >= rule.to_days_before
