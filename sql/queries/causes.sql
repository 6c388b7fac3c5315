-- Every cause the risk register knows, with its owners.
-- grain: cause_code
select *
from seed_causes
order by cause_code
