-- Stock rows that lie in their table at the given place or behind it, with the columns of raw_stock_snapshot.
-- grain: delivery_sha256, line_number
-- A view has no row numbers: each table is asked for its own, and reads only what lies behind that row.
create or replace macro raw_stock_since(first_full_row, first_count_row) as table
select * from raw_stock_full
where rowid >= first_full_row
union all by name
select * from raw_stock_count
where rowid >= first_count_row;
