-- How many regions of the whole country have each colour: all that everybody may know of other provinces.
-- grain: as_of, status
select
    as_of,
    status,
    cast(count(*) as integer) as unit_count
from mart_region_status
group by as_of, status
