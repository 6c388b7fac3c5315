-- The earliest moment any row speaks of; null before the first one.
-- grain: one row
-- Each table by itself: DuckDB knows its smallest value without reading it, but not that of a union.
select
    least(
        (select min(snapshot_at) from raw_stock_full),
        (select min(snapshot_at) from raw_stock_count),
        (select min(snapshot_at) from raw_shipment_snapshot)
    ) as snapshot_at
