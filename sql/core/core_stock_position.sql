-- Where each unit stands at each evaluation point: the last value reported for each quantity, null = never reported.
-- One row for every unit the election needs, reported or not. It continues from the last moment before the points.
-- grain: as_of, unit_id
with reported as (
    select * from core_stock_bucket
    union all by name
    select past.* replace (coalesce(past.hazard_code, '-') as hazard_code)
    from past_stock_position as past
    join core_board_before as board_before on past.as_of = board_before.closed_until
),

moment as (
    select as_of, days_before, is_judged from core_as_of
    union all
    select closed_until as as_of, null as days_before, null as is_judged from core_board_before
),

continued as (
    select
        moment.as_of,
        moment.days_before,
        moment.is_judged,
        unit.*,
        last_value(reported.reported_at ignore nulls) over unit_history as reported_at,
        last_value(reported.ordered_pcs ignore nulls) over unit_history as ordered_pcs,
        last_value(reported.produced_pcs ignore nulls) over unit_history as produced_pcs,
        last_value(reported.shipped_pcs ignore nulls) over unit_history as shipped_pcs,
        last_value(reported.received_pcs ignore nulls) over unit_history as received_pcs,
        last_value(reported.usable_pcs ignore nulls) over unit_history as usable_pcs,
        last_value(reported.damaged_pcs ignore nulls) over unit_history as damaged_pcs,
        last_value(reported.replaced_pcs ignore nulls) over unit_history as replaced_pcs,
        last_value(reported.sorted_pcs ignore nulls) over unit_history as sorted_pcs,
        last_value(reported.folded_pcs ignore nulls) over unit_history as folded_pcs,
        last_value(reported.packed_pcs ignore nulls) over unit_history as packed_pcs,
        last_value(reported.at_kecamatan_pcs ignore nulls) over unit_history as at_kecamatan_pcs,
        last_value(reported.at_tps_pcs ignore nulls) over unit_history as at_tps_pcs,
        last_value(reported.returned_pcs ignore nulls) over unit_history as returned_pcs,
        last_value(reported.destroyed_pcs ignore nulls) over unit_history as destroyed_pcs,
        nullif(last_value(reported.hazard_code ignore nulls) over unit_history, '-') as hazard_code,
        last_value(reported.source_sha256 ignore nulls) over unit_history as source_sha256,
        last_value(reported.source_line_number ignore nulls) over unit_history as source_line_number,
        last_value(reported.received_pcs ignore nulls) over unit_before as earlier_received_pcs,
        last_value(reported.at_tps_pcs ignore nulls) over unit_before as earlier_at_tps_pcs,
        coalesce(reported.is_conflicting, false) as is_conflicting,
        reported.revision as fresh_revision,
        reported.received_pcs as fresh_received_pcs,
        reported.at_tps_pcs as fresh_at_tps_pcs
    from core_needed_unit as unit
    cross join moment
    left join reported on reported.as_of = moment.as_of and reported.unit_id = unit.unit_id
    window
        unit_history as (
            partition by unit.unit_id
            order by moment.as_of
            rows between unbounded preceding and current row
        ),
        unit_before as (
            partition by unit.unit_id
            order by moment.as_of
            rows between unbounded preceding and 1 preceding
        )
)

select *
from continued
where days_before is not null
