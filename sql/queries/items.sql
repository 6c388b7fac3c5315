-- The goods of this election.
-- grain: item_code
select *
from seed_items
order by phase desc, item_class, item_code
