-- The last value each unit reported for each quantity on each day, as of now.
-- grain: day_began_at, unit_id
select known.*
from past_stock_day as known
anti join core_stock_told as told using (day_began_at, unit_id)
union all by name
select *
from core_stock_told
