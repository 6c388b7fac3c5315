-- Where each unit stands at each evaluation point: the last value reported for each quantity, null = never reported.
-- One row for every unit the election needs, reported or not.
-- grain: as_of, unit_id
select
    point.as_of,
    point.days_before,
    point.is_judged,
    unit.*,
    last_value(bucket.reported_at ignore nulls) over unit_history as reported_at,
    last_value(bucket.ordered_pcs ignore nulls) over unit_history as ordered_pcs,
    last_value(bucket.produced_pcs ignore nulls) over unit_history as produced_pcs,
    last_value(bucket.shipped_pcs ignore nulls) over unit_history as shipped_pcs,
    last_value(bucket.received_pcs ignore nulls) over unit_history as received_pcs,
    last_value(bucket.usable_pcs ignore nulls) over unit_history as usable_pcs,
    last_value(bucket.damaged_pcs ignore nulls) over unit_history as damaged_pcs,
    last_value(bucket.replaced_pcs ignore nulls) over unit_history as replaced_pcs,
    last_value(bucket.sorted_pcs ignore nulls) over unit_history as sorted_pcs,
    last_value(bucket.folded_pcs ignore nulls) over unit_history as folded_pcs,
    last_value(bucket.packed_pcs ignore nulls) over unit_history as packed_pcs,
    last_value(bucket.at_kecamatan_pcs ignore nulls) over unit_history as at_kecamatan_pcs,
    last_value(bucket.at_tps_pcs ignore nulls) over unit_history as at_tps_pcs,
    last_value(bucket.returned_pcs ignore nulls) over unit_history as returned_pcs,
    last_value(bucket.destroyed_pcs ignore nulls) over unit_history as destroyed_pcs,
    nullif(last_value(bucket.hazard_code ignore nulls) over unit_history, '-') as hazard_code,
    bucket.revision as fresh_revision,
    bucket.received_pcs as fresh_received_pcs,
    bucket.at_tps_pcs as fresh_at_tps_pcs
from core_needed_unit as unit
cross join core_as_of as point
left join core_stock_bucket as bucket on bucket.as_of = point.as_of and bucket.unit_id = unit.unit_id
window unit_history as (
    partition by unit.unit_id
    order by point.as_of
    rows between unbounded preceding and current row
)
