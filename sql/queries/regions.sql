-- Regencies, cities and posts with names and positions.
-- grain: region_code
select
    region.*,
    province.name as province_name
from seed_regions as region
join seed_provinces as province using (province_code)
order by region.region_code
