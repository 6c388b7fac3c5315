-- What a region said about its stock of one item at one moment, exactly as it was accepted.
-- grain: delivery_sha256, line_number
create or replace view raw_stock_snapshot as
select * from raw_stock_full
union all by name
select * from raw_stock_count;
