-- The last value reported for each quantity between two evaluation points; a quantity left out stays null.
-- grain: as_of, unit_id
select
    as_of,
    unit_id,
    max(snapshot_at) as reported_at,
    arg_max(revision, order_key) as revision,
    arg_max(ordered_pcs, order_key) filter (where ordered_pcs is not null) as ordered_pcs,
    arg_max(produced_pcs, order_key) filter (where produced_pcs is not null) as produced_pcs,
    arg_max(shipped_pcs, order_key) filter (where shipped_pcs is not null) as shipped_pcs,
    arg_max(received_pcs, order_key) filter (where received_pcs is not null) as received_pcs,
    arg_max(usable_pcs, order_key) filter (where usable_pcs is not null) as usable_pcs,
    arg_max(damaged_pcs, order_key) filter (where damaged_pcs is not null) as damaged_pcs,
    arg_max(replaced_pcs, order_key) filter (where replaced_pcs is not null) as replaced_pcs,
    arg_max(sorted_pcs, order_key) filter (where sorted_pcs is not null) as sorted_pcs,
    arg_max(folded_pcs, order_key) filter (where folded_pcs is not null) as folded_pcs,
    arg_max(packed_pcs, order_key) filter (where packed_pcs is not null) as packed_pcs,
    arg_max(at_kecamatan_pcs, order_key) filter (where at_kecamatan_pcs is not null) as at_kecamatan_pcs,
    arg_max(at_tps_pcs, order_key) filter (where at_tps_pcs is not null) as at_tps_pcs,
    arg_max(returned_pcs, order_key) filter (where returned_pcs is not null) as returned_pcs,
    arg_max(destroyed_pcs, order_key) filter (where destroyed_pcs is not null) as destroyed_pcs,
    arg_max(coalesce(hazard_code, '-'), order_key) as hazard_code,
    arg_max(delivery_sha256, order_key) as source_sha256,
    arg_max(line_number, order_key) as source_line_number
from stg_stock
group by as_of, unit_id
