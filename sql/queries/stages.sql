-- Stages in order.
-- grain: stage_code
select *
from seed_stages
order by stage_order
