-- Districts and their share of the villages of the regency: the share of its goods they wait for.
-- grain: kecamatan_code
select
    kecamatan_code,
    region_code,
    name,
    desa_count / sum(desa_count) over (partition by region_code) as share
from seed_kecamatan
where desa_count > 0
order by kecamatan_code
