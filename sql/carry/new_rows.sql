-- What was delivered after a ledger sequence: the earliest moment it speaks of (null = nothing was), how many rows were found of it
-- from the given rows on and how many there must be. Known rows that speak of a time after $as_of are in no board yet.
-- grain: one row
with fresh as (
    select delivery_sha256, loaded_count
    from raw_delivery
    where sequence > $sequence
),

delivered as (
    select stock.snapshot_at
    from raw_stock_since($first_full_row, $first_count_row) as stock
    semi join fresh using (delivery_sha256)
    union all
    select shipment.snapshot_at
    from raw_shipment_snapshot as shipment
    semi join fresh using (delivery_sha256)
    where shipment.rowid >= $first_shipment_row
    union all
    select action.event_at as snapshot_at
    from raw_action_event as action
    semi join fresh using (delivery_sha256)
)

select
    min(snapshot_at) as earliest_at,
    count(*) as found_count,
    (select coalesce(sum(loaded_count), 0) from fresh) as loaded_count,
    (
        select count(*)
        from raw_stock_snapshot as stock
        anti join fresh using (delivery_sha256)
        where stock.snapshot_at > $as_of
    ) as later_count
from delivered
