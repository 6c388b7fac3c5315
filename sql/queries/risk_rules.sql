-- The limits in force, gate by gate.
-- grain: rule_code, item_class, from_days_before
select
    *,
    citation as citation_en,
    contains(citation, '[P]') as is_proposal
from seed_risk_rules
order by array_position(['J', 'W', 'M', 'S', 'D', 'R'], gate_code), rule_code, item_class, from_days_before desc
