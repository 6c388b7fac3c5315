-- How bad each colour is at each moment: silence outranks amber once the rules say so (risk rules, gate R).
-- grain: as_of, status
with colour as (
    select 'red' as status, 4 as badness
    union all
    select 'amber', 2
    union all
    select 'grey', 1
    union all
    select 'green', 0
)

select
    point.as_of,
    colour.status,
    case when colour.status = 'grey' and point.days_before <= rule.from_days_before then 3 else colour.badness end as badness
from core_as_of as point
cross join colour
cross join seed_risk_rules as rule
where rule.rule_code = 'grey_outranks_amber'
