-- Which provinces does a delivery speak of? Only deliveries after $ledger_sequence: the others are known already.
-- A consignment told of without its destination belongs to the province it was bound for before.
-- grain: delivery_sha256, province_code
with fresh as (
    select delivery_sha256
    from raw_delivery
    where sequence > $ledger_sequence
),

told as (
    select delivery_sha256, region_code from raw_stock_snapshot
    union
    select delivery_sha256, case when length(destination_code) > 6 then left(destination_code, 5) else destination_code end
    from raw_shipment_snapshot
    union
    select delivery_sha256, region_code from raw_action_event
),

placed as (
    select told.delivery_sha256, region.province_code
    from told
    join seed_regions as region using (region_code)
    union
    select shipment.delivery_sha256, span.province_code
    from raw_shipment_snapshot as shipment
    join core_shipment_span as span using (shipment_code)
    where shipment.destination_code is null
)

select placed.*
from placed
semi join fresh using (delivery_sha256)
