-- The rows of Parquet files of texts with their types, no rule checked; what cannot be cast is null.
-- grain: one row of a file
select
    try_cast(snapshot_at as timestamptz) as snapshot_at,
    try_cast(revision as integer)        as revision,
    region_code,
    item_code,
    dapil_code,
    try_cast(received_pcs as bigint)     as received_pcs,
    try_cast(usable_pcs as bigint)       as usable_pcs,
    try_cast(damaged_pcs as bigint)      as damaged_pcs,
    source_name
from read_parquet($files)
