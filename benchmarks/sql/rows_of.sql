-- How many rows each of those deliveries has loaded.
-- grain: delivery_sha256
select
    delivery_sha256,
    count(*) as row_count
from raw_stock_snapshot
where list_contains($sha256s::varchar[], delivery_sha256)
group by all
