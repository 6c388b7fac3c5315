-- Files that speak of a province granted; every file for who handles receipts; without a grant, none.
-- grain: that of the table
select *
from kept._table_
where
    coalesce(getvariable('granted_everywhere'), false)
    or coalesce(getvariable('granted_receipts'), false)
    or delivery_sha256 in (
        select place.delivery_sha256
        from kept.board_delivery_place as place
        where list_contains(cast(getvariable('granted_provinces') as varchar[]), place.province_code)
    )
