-- Stock rows of needed units delivered since the board before, with the day they count for: after 07:00 WIB up to the next 07:00.
-- grain: region_code, item_code, dapil_code, snapshot_at, revision, delivery_sha256
select
    date_trunc('day', stock.snapshot_at - interval 1 microsecond) as day_began_at,
    unit.unit_id,
    stock.*,
    stock_order_key(stock.snapshot_at, stock.revision, delivery.delivery_rank) as order_key
from raw_stock_since(
    (select first_full_row from core_board_before),
    (select first_count_row from core_board_before)
) as stock
join stg_delivery_rank as delivery using (delivery_sha256)
join core_needed_unit as unit using (region_code, item_code, dapil_code)
where
    delivery.sequence > (select ledger_sequence from core_board_before)
    and stock.snapshot_at <= (select max(as_of) from core_as_of)
