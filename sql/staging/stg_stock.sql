-- The stock rows that tell a unit's day: the new ones, and every row where a new one does not come last.
-- grain: region_code, item_code, dapil_code, snapshot_at, revision, delivery_sha256
with span as (
    select
        coalesce(min(day_began_at), timestamp '9999-01-01') as begins_at,
        max(day_began_at) + interval 1 day as ends_at
    from stg_stock_reopened
)

select fresh.*
from stg_stock_new as fresh
anti join stg_stock_reopened using (day_began_at, unit_id)
union all
select
    reopened.day_began_at,
    reopened.unit_id,
    stock.*,
    stock_order_key(stock.snapshot_at, stock.revision, delivery.delivery_rank) as order_key
from raw_stock_snapshot as stock
join stg_delivery_rank as delivery using (delivery_sha256)
join stg_stock_reopened as reopened
    on
        reopened.region_code = stock.region_code
        and reopened.item_code = stock.item_code
        and reopened.dapil_code = stock.dapil_code
        and reopened.day_began_at = date_trunc('day', stock.snapshot_at - interval 1 microsecond)
where
    stock.snapshot_at > (select begins_at from span)
    and stock.snapshot_at <= (select ends_at from span)
    and stock.snapshot_at <= (select max(as_of) from core_as_of)
