-- Units by the age of their data at each moment, per province.
-- grain: as_of, province_code
select
    reporting.as_of,
    reporting.province_code,
    province.name as province_name,
    cast(count(*) as integer) as unit_count,
    cast(count(*) filter (where reporting.d_status = 'green') as integer) as fresh_units,
    cast(count(*) filter (where reporting.d_status = 'amber') as integer) as old_units,
    cast(count(*) filter (where reporting.d_status = 'grey') as integer) as silent_units,
    count(*) filter (where reporting.d_status = 'green') / cast(count(*) as double) as fresh_ratio
from mart_reporting as reporting
join seed_provinces as province using (province_code)
where ($province_codes is null or list_contains($province_codes::varchar[], reporting.province_code))
group by reporting.as_of, reporting.province_code, province.name
order by reporting.as_of, reporting.province_code
