-- The levels of likelihood and impact the risk register counts in, lowest first.
-- grain: scale_code, level
select *
from seed_risk_scale
order by scale_code, level
