-- Rows of the consignments to be told anew, one for each moment a consignment was reported: the highest revision, then the delivery rank.
-- grain: shipment_code, item_code, dapil_code, snapshot_at
with ranked as (
    select
        shipment.*,
        least(shipment.revision, 99) * 10000000 + delivery.delivery_rank as order_key
    from raw_shipment_snapshot as shipment
    join stg_shipment_touched as touched using (shipment_code)
    join stg_delivery_rank as delivery using (delivery_sha256)
),

chosen as (
    select
        shipment_code,
        item_code,
        dapil_code,
        snapshot_at,
        max(order_key) as order_key
    from ranked
    group by shipment_code, item_code, dapil_code, snapshot_at
)

select ranked.*
from ranked
join chosen using (shipment_code, item_code, dapil_code, snapshot_at, order_key)
