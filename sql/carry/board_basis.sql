-- Which seeds a board was built on, and how many rows the raw tables had: the next board's new rows lie behind them.
-- grain: one row
select
    $seeds_hash::varchar as seeds_hash,
    (select count(*) from raw_stock_full) as stock_full_rows,
    (select count(*) from raw_stock_count) as stock_count_rows,
    (select count(*) from raw_shipment_snapshot) as shipment_rows
