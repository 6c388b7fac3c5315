-- Provinces and Luar Negeri with their place in the tile grid.
-- grain: province_code
select *
from seed_provinces
order by province_code
