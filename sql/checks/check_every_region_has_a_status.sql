-- Fails for a region or post of this election without exactly one status at a moment, also when nobody said what it needs.
-- grain: as_of, region_code
select
    point.as_of,
    region.region_code,
    count(status.region_code) as found,
    1 as expected
from seed_regions as region
cross join core_as_of as point
left join mart_region_status as status on status.region_code = region.region_code and status.as_of = point.as_of
where point.is_judged and (region.region_level = 'regency' or (select has_overseas from seed_election))
group by point.as_of, region.region_code
having count(status.region_code) <> 1
