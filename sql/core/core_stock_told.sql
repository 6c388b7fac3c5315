-- The days of units that new rows speak of: the last value reported for each quantity; one left out stays null.
-- A day continues from what the board before knew of it, unless it is told from every row.
-- grain: day_began_at, unit_id
with told as (
    select
        day_began_at,
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
    group by day_began_at, unit_id
),

known as (
    select past_stock_day.*
    from past_stock_day
    anti join stg_stock_reopened using (day_began_at, unit_id)
)

select
    told.day_began_at,
    told.unit_id,
    told.reported_at,
    told.revision,
    coalesce(told.ordered_pcs, known.ordered_pcs) as ordered_pcs,
    coalesce(told.produced_pcs, known.produced_pcs) as produced_pcs,
    coalesce(told.shipped_pcs, known.shipped_pcs) as shipped_pcs,
    coalesce(told.received_pcs, known.received_pcs) as received_pcs,
    coalesce(told.usable_pcs, known.usable_pcs) as usable_pcs,
    coalesce(told.damaged_pcs, known.damaged_pcs) as damaged_pcs,
    coalesce(told.replaced_pcs, known.replaced_pcs) as replaced_pcs,
    coalesce(told.sorted_pcs, known.sorted_pcs) as sorted_pcs,
    coalesce(told.folded_pcs, known.folded_pcs) as folded_pcs,
    coalesce(told.packed_pcs, known.packed_pcs) as packed_pcs,
    coalesce(told.at_kecamatan_pcs, known.at_kecamatan_pcs) as at_kecamatan_pcs,
    coalesce(told.at_tps_pcs, known.at_tps_pcs) as at_tps_pcs,
    coalesce(told.returned_pcs, known.returned_pcs) as returned_pcs,
    coalesce(told.destroyed_pcs, known.destroyed_pcs) as destroyed_pcs,
    told.hazard_code,
    told.source_sha256,
    told.source_line_number,
    conflict.unit_id is not null or coalesce(known.is_conflicting, false) as is_conflicting
from told
left join known using (day_began_at, unit_id)
left join stg_stock_conflict as conflict using (day_began_at, unit_id)
