-- Rows of needed units in the provinces granted; without a grant, none.
-- grain: that of the table
select *
from kept._table_
where
    coalesce(getvariable('granted_everywhere'), false)
    or unit_id in (
        select unit.unit_id
        from kept.core_needed_unit as unit
        where list_contains(cast(getvariable('granted_provinces') as varchar[]), unit.province_code)
    )
