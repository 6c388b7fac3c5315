-- The moments at which this board has a status for every region.
-- grain: as_of
select as_of, is_current, days_before
from core_as_of
where is_judged
order by as_of desc
