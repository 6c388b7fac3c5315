-- Fails for a region or post without exactly one status at a moment.
-- grain: as_of, region_code
select
    point.as_of,
    region.region_code,
    count(status.region_code) as found,
    1 as expected
from seed_regions as region
cross join core_as_of as point
left join mart_region_status as status on status.region_code = region.region_code and status.as_of = point.as_of
where point.is_judged and region.region_code in (select region_code from core_need)
group by point.as_of, region.region_code
having count(status.region_code) <> 1
