-- Regions of the whole country per colour, whatever the reader may see of them.
-- grain: status
select
    status,
    unit_count
from mart_national_status
where as_of = coalesce($as_of, (select as_of from board_meta))
order by status
