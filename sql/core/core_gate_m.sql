-- M mutu (quality): how much was damaged, and will its replacement come in time? (risk rules, gate M)
-- grain: as_of, unit_id
select
    unit.as_of,
    unit_id,
    'M' as gate_code,
    case
        when damage_ratio is null then null
        when damage_ratio > rule.red_at and open_replacement_pcs > 0 then 'red'
        when open_replacement_pcs > 0 and not is_replacement_in_time then 'red'
        when damage_ratio > rule.amber_at and open_replacement_pcs > 0 then 'amber'
        else 'green'
    end as status,
    case
        when damage_ratio > rule.red_at and open_replacement_pcs > 0 then 'M.damage'
        when open_replacement_pcs > 0 and not is_replacement_in_time then 'M.open_replacement'
        when damage_ratio > rule.amber_at and open_replacement_pcs > 0 then 'M.damage'
        else 'none'
    end as reason_code,
    replacement_due_at as due_at,
    damage_ratio,
    case when is_replacement_in_time then 0.0 else coalesce(open_replacement_pcs, 0) / nullif(cast(need_pcs as double), 0) end as unready_ratio
from core_unit as unit
join seed_risk_rules as rule on rule.rule_code = 'damage_ratio'
