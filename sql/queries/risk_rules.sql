-- The limits in force.
-- grain: rule_code, item_class, from_days_before
select
    *,
    citation as citation_en,
    contains(citation, '[P]') as is_proposal
from seed_risk_rules
order by gate_code, rule_code, item_class, from_days_before desc
