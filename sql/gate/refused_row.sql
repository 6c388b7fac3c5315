-- Refused rows of files that speak of granted provinces and of no other: a refused row may not say whose it is.
-- grain: that of the table
select *
from kept._table_
where
    coalesce(getvariable('granted_everywhere'), false)
    or coalesce(getvariable('granted_receipts'), false)
    or (
        delivery_sha256 in (select place.delivery_sha256 from kept.board_delivery_place as place)
        and delivery_sha256 not in (
            select place.delivery_sha256
            from kept.board_delivery_place as place
            where not coalesce(list_contains(cast(getvariable('granted_provinces') as varchar[]), place.province_code), false)
        )
    )
