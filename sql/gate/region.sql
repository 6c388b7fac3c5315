-- Rows of regions in the provinces granted; without a grant, none.
-- grain: that of the table
select *
from kept._table_
where
    coalesce(getvariable('granted_everywhere'), false)
    or region_code in (
        select region.region_code
        from kept.seed_regions as region
        where list_contains(cast(getvariable('granted_provinces') as varchar[]), region.province_code)
    )
