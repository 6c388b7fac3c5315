-- Where each unit stands at each evaluation point: the last value reported for each quantity, null = never reported.
-- One row for every unit the election needs, reported or not. It continues from the last moment before the points.
-- grain: as_of, unit_id
with recursive moment as (
    select as_of, days_before, is_judged, row_number() over (order by as_of) as place
    from core_as_of
),

-- One step a moment: what was reported since the moment before, else what was known then. '-' = reported, no hazard.
continued as (
    select
        cast(0 as bigint) as place,
        unit.unit_id,
        past.reported_at,
        past.ordered_pcs,
        past.produced_pcs,
        past.shipped_pcs,
        past.received_pcs,
        past.usable_pcs,
        past.damaged_pcs,
        past.replaced_pcs,
        past.sorted_pcs,
        past.folded_pcs,
        past.packed_pcs,
        past.at_kecamatan_pcs,
        past.at_tps_pcs,
        past.returned_pcs,
        past.destroyed_pcs,
        coalesce(past.hazard_code, '-') as hazard_code,
        past.source_sha256,
        past.source_line_number,
        cast(null as bigint) as earlier_received_pcs,
        cast(null as bigint) as earlier_at_tps_pcs,
        false as is_conflicting,
        cast(null as integer) as fresh_revision,
        cast(null as bigint) as fresh_received_pcs,
        cast(null as bigint) as fresh_at_tps_pcs
    from core_needed_unit as unit
    cross join core_board_before as board_before
    left join past_stock_position as past on past.as_of = board_before.closed_until and past.unit_id = unit.unit_id
    union all
    select
        moment.place,
        known.unit_id,
        coalesce(reported.reported_at, known.reported_at) as reported_at,
        coalesce(reported.ordered_pcs, known.ordered_pcs) as ordered_pcs,
        coalesce(reported.produced_pcs, known.produced_pcs) as produced_pcs,
        coalesce(reported.shipped_pcs, known.shipped_pcs) as shipped_pcs,
        coalesce(reported.received_pcs, known.received_pcs) as received_pcs,
        coalesce(reported.usable_pcs, known.usable_pcs) as usable_pcs,
        coalesce(reported.damaged_pcs, known.damaged_pcs) as damaged_pcs,
        coalesce(reported.replaced_pcs, known.replaced_pcs) as replaced_pcs,
        coalesce(reported.sorted_pcs, known.sorted_pcs) as sorted_pcs,
        coalesce(reported.folded_pcs, known.folded_pcs) as folded_pcs,
        coalesce(reported.packed_pcs, known.packed_pcs) as packed_pcs,
        coalesce(reported.at_kecamatan_pcs, known.at_kecamatan_pcs) as at_kecamatan_pcs,
        coalesce(reported.at_tps_pcs, known.at_tps_pcs) as at_tps_pcs,
        coalesce(reported.returned_pcs, known.returned_pcs) as returned_pcs,
        coalesce(reported.destroyed_pcs, known.destroyed_pcs) as destroyed_pcs,
        coalesce(reported.hazard_code, known.hazard_code) as hazard_code,
        coalesce(reported.source_sha256, known.source_sha256) as source_sha256,
        coalesce(reported.source_line_number, known.source_line_number) as source_line_number,
        known.received_pcs as earlier_received_pcs,
        known.at_tps_pcs as earlier_at_tps_pcs,
        coalesce(reported.is_conflicting, false) as is_conflicting,
        reported.revision as fresh_revision,
        reported.received_pcs as fresh_received_pcs,
        reported.at_tps_pcs as fresh_at_tps_pcs
    from continued as known
    join moment on moment.place = known.place + 1
    left join core_stock_bucket as reported on reported.as_of = moment.as_of and reported.unit_id = known.unit_id
)

select
    moment.as_of,
    moment.days_before,
    moment.is_judged,
    unit.*,
    continued.* exclude (place, unit_id) replace (nullif(continued.hazard_code, '-') as hazard_code)
from continued
join moment using (place)
join core_needed_unit as unit using (unit_id)
