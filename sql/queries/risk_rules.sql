-- The limits in force.
-- grain: rule_code, item_class, from_days_before
select *
from seed_risk_rules
order by gate_code, rule_code, item_class, from_days_before desc
