-- Every region and post of the simulated election with its polling stations, by region_code.
-- grain: region_code
select
    region.region_code,
    region.name,
    region.region_level,
    region.province_code,
    region.island_group,
    region.tz,
    region.lat,
    region.lon,
    region.country,
    counts.tps_count
from seed_regions as region
join seed_voter_counts as counts using (region_code)
join seed_voter_lists as voter_list using (voter_list_code)
where voter_list.is_current
order by region.region_code
