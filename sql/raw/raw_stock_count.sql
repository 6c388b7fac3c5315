-- Stock rows of deliveries that fill no other columns than these; all others lie in raw_stock_full.
-- A column nobody fills costs as much to write as a full one, and a count by polling station is millions of rows.
-- grain: delivery_sha256, line_number
-- Append only: no key, index, update or delete. An empty quantity is null (not reported), never 0.
create table if not exists raw_stock_count (
    delivery_sha256 varchar not null,
    line_number     integer not null,
    snapshot_at     timestamp not null,
    revision        integer not null,
    region_code     varchar not null,
    item_code       varchar not null,
    dapil_code      varchar not null,
    received_pcs    bigint,
    usable_pcs      bigint,
    damaged_pcs     bigint,
    source_name     varchar
);
