-- The moments this board can show.
-- grain: as_of
select as_of, is_current, is_daily, days_before
from core_as_of
order by as_of desc
