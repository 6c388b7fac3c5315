-- Stock rows of needed units with the moment they count for: the first evaluation point at or after the snapshot.
-- order_key sorts the rows of one unit: snapshot second, then revision, then delivery.
-- grain: region_code, item_code, dapil_code, snapshot_at, revision, delivery_sha256
select
    point.as_of,
    unit.unit_id,
    stock.*,
    date_diff('second', timestamp '2000-01-01', stock.snapshot_at) * 1000000000
    + least(stock.revision, 99) * 10000000
    + delivery.delivery_rank as order_key
from raw_stock_snapshot as stock
join stg_delivery_rank as delivery using (delivery_sha256)
join core_needed_unit as unit using (region_code, item_code, dapil_code)
join core_as_of as point
    on stock.snapshot_at > point.previous_as_of and stock.snapshot_at <= point.as_of
where stock.snapshot_at > (select closed_until from core_board_before)
