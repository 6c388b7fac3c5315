-- Missions without an overseas committee and the post that serves their voters, where a source names it.
-- grain: city
select
    closed.city,
    closed.country,
    closed.reason,
    closed.served_by_region_code as region_code,
    region.name as region_name,
    closed.source
from seed_closed_posts as closed
left join seed_regions as region on region.region_code = closed.served_by_region_code
order by closed.city
