-- Which provinces does a delivery speak of? Only deliveries after $ledger_sequence: the others are known already.
-- A consignment told of without its destination belongs to the province it was bound for before.
-- grain: delivery_sha256, province_code
with fresh as (
    select delivery_sha256
    from raw_delivery
    where sequence > $ledger_sequence
),

-- Each feed is narrowed to them before anything is made distinct: the others are the whole history.
fresh_shipment as (
    select shipment.*
    from raw_shipment_snapshot as shipment
    semi join fresh using (delivery_sha256)
    where shipment.rowid >= (select first_shipment_row from core_board_before)
),

told as (
    select stock.delivery_sha256, stock.region_code
    from raw_stock_since(
        (select first_full_row from core_board_before),
        (select first_count_row from core_board_before)
    ) as stock
    semi join fresh using (delivery_sha256)
    union
    select delivery_sha256, case when length(destination_code) > 6 then left(destination_code, 5) else destination_code end
    from fresh_shipment
    union
    select event.delivery_sha256, event.region_code
    from raw_action_event as event
    semi join fresh using (delivery_sha256)
),

placed as (
    select told.delivery_sha256, region.province_code
    from told
    join seed_regions as region using (region_code)
    union
    select shipment.delivery_sha256, span.province_code
    from fresh_shipment as shipment
    join core_shipment_span as span using (shipment_code)
    where shipment.destination_code is null
)

select *
from placed
