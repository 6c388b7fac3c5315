-- The last value reported for each quantity between two evaluation points; a quantity left out stays null.
-- grain: as_of, unit_id
select
    point.as_of,
    day.unit_id,
    max(day.reported_at) as reported_at,
    arg_max(day.revision, day.day_began_at) as revision,
    arg_max(day.ordered_pcs, day.day_began_at) filter (where day.ordered_pcs is not null) as ordered_pcs,
    arg_max(day.produced_pcs, day.day_began_at) filter (where day.produced_pcs is not null) as produced_pcs,
    arg_max(day.shipped_pcs, day.day_began_at) filter (where day.shipped_pcs is not null) as shipped_pcs,
    arg_max(day.received_pcs, day.day_began_at) filter (where day.received_pcs is not null) as received_pcs,
    arg_max(day.usable_pcs, day.day_began_at) filter (where day.usable_pcs is not null) as usable_pcs,
    arg_max(day.damaged_pcs, day.day_began_at) filter (where day.damaged_pcs is not null) as damaged_pcs,
    arg_max(day.replaced_pcs, day.day_began_at) filter (where day.replaced_pcs is not null) as replaced_pcs,
    arg_max(day.sorted_pcs, day.day_began_at) filter (where day.sorted_pcs is not null) as sorted_pcs,
    arg_max(day.folded_pcs, day.day_began_at) filter (where day.folded_pcs is not null) as folded_pcs,
    arg_max(day.packed_pcs, day.day_began_at) filter (where day.packed_pcs is not null) as packed_pcs,
    arg_max(day.at_kecamatan_pcs, day.day_began_at) filter (where day.at_kecamatan_pcs is not null) as at_kecamatan_pcs,
    arg_max(day.at_tps_pcs, day.day_began_at) filter (where day.at_tps_pcs is not null) as at_tps_pcs,
    arg_max(day.returned_pcs, day.day_began_at) filter (where day.returned_pcs is not null) as returned_pcs,
    arg_max(day.destroyed_pcs, day.day_began_at) filter (where day.destroyed_pcs is not null) as destroyed_pcs,
    arg_max(day.hazard_code, day.day_began_at) as hazard_code,
    arg_max(day.source_sha256, day.day_began_at) as source_sha256,
    arg_max(day.source_line_number, day.day_began_at) as source_line_number,
    bool_or(day.is_conflicting) as is_conflicting
from core_as_of as point
join core_stock_day as day on day.day_began_at >= point.previous_as_of and day.day_began_at < point.as_of
where day.day_began_at >= (select closed_until from core_board_before)
group by point.as_of, day.unit_id
