-- Stock rows of deliveries that fill more than raw_stock_count holds; both are read as raw_stock_snapshot.
-- grain: delivery_sha256, line_number
-- Append only: no key, index, update or delete. An empty quantity is null (not reported), never 0.
create table if not exists raw_stock_full (
    delivery_sha256  varchar not null,
    line_number      integer not null,
    snapshot_at      timestamp not null,
    revision         integer not null,
    region_code      varchar not null,
    item_code        varchar not null,
    dapil_code       varchar not null,
    ordered_pcs      bigint,
    produced_pcs     bigint,
    shipped_pcs      bigint,
    received_pcs     bigint,
    usable_pcs       bigint,
    damaged_pcs      bigint,
    replaced_pcs     bigint,
    sorted_pcs       bigint,
    folded_pcs       bigint,
    packed_pcs       bigint,
    at_kecamatan_pcs bigint,
    at_tps_pcs       bigint,
    returned_pcs     bigint,
    destroyed_pcs    bigint,
    hazard_code      varchar,
    source_name      varchar,
    reporter_name    varchar
);
