-- Fails for a moment at which the provinces' colours do not add up to the regions' colours.
-- grain: as_of
with region as (
    select
        as_of,
        count(*) as unit_count,
        count(*) filter (where status = 'red') as red_units,
        count(*) filter (where status = 'grey') as grey_units
    from mart_region_status
    group by as_of
),

province as (
    select
        as_of,
        sum(unit_count) as unit_count,
        sum(red_units) as red_units,
        sum(grey_units) as grey_units,
        sum(red_units + amber_units + grey_units + green_units) as coloured_units
    from mart_province_status
    group by as_of
)

select
    region.as_of,
    province.coloured_units as found,
    region.unit_count as expected
from region
join province using (as_of)
where
    province.unit_count <> region.unit_count
    or province.coloured_units <> region.unit_count
    or province.red_units <> region.red_units
    or province.grey_units <> region.grey_units
