-- What COPY fills: the columns of the files with their types and nothing else.
-- grain: one row of a file
create table typed_rows (
    snapshot_at  timestamptz,
    revision     integer,
    region_code  varchar,
    item_code    varchar,
    dapil_code   varchar,
    received_pcs bigint,
    usable_pcs   bigint,
    damaged_pcs  bigint,
    source_name  varchar
)
