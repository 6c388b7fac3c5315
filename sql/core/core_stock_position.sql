-- Where each unit stands at each evaluation point: the last value reported for each quantity, null = never reported.
-- One row for every unit the election needs, reported or not.
-- grain: as_of, region_code, item_code, dapil_code
with unit as (
    select
        need.region_code,
        need.item_code,
        need.dapil_code,
        need.need_pcs,
        need.base_pcs,
        need.tps_count
    from core_need as need
    join seed_voter_lists as voter_list using (voter_list_code)
    where voter_list.is_current
),

spine as (
    select
        point.as_of,
        point.days_before,
        unit.*
    from unit
    cross join core_as_of as point
)

select
    spine.as_of,
    spine.days_before,
    spine.region_code,
    spine.item_code,
    spine.dapil_code,
    spine.need_pcs,
    spine.base_pcs,
    spine.tps_count,
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
from spine
left join core_stock_bucket as bucket using (as_of, region_code, item_code, dapil_code)
window unit_history as (
    partition by spine.region_code, spine.item_code, spine.dapil_code
    order by spine.as_of
    rows between unbounded preceding and current row
)
