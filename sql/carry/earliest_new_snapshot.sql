-- The earliest moment that rows delivered after a ledger sequence speak of; null when there are none.
-- grain: one row
with delivered as (
    select stock.snapshot_at
    from raw_stock_snapshot as stock
    join raw_delivery as delivery using (delivery_sha256)
    where delivery.sequence > $sequence
    union all
    select shipment.snapshot_at
    from raw_shipment_snapshot as shipment
    join raw_delivery as delivery using (delivery_sha256)
    where delivery.sequence > $sequence
    union all
    select action.event_at as snapshot_at
    from raw_action_event as action
    join raw_delivery as delivery using (delivery_sha256)
    where delivery.sequence > $sequence
)

select min(snapshot_at) as earliest_at
from delivered
