-- Rows of the provinces granted; without a grant, none.
-- grain: that of the table
select *
from kept._table_
where
    coalesce(getvariable('granted_everywhere'), false)
    or list_contains(cast(getvariable('granted_provinces') as varchar[]), province_code)
