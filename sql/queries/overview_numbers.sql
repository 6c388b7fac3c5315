-- The four numbers of the overview, with their denominators.
-- grain: one row
with scoped as (
    select *
    from mart_region_status as status
    where
        status.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], status.province_code))
)

select
    cast(count(*) as integer) as unit_count,
    cast(count(*) filter (where status = 'red') as integer) as red_units,
    cast(count(*) filter (where status = 'amber') as integer) as amber_units,
    cast(count(*) filter (where status = 'grey') as integer) as grey_units,
    cast(count(*) filter (where status = 'green') as integer) as green_units,
    cast(count(*) filter (where status in ('red', 'grey')) as integer) as red_or_grey_units,
    sum(tps_not_ready) as tps_not_ready,
    cast(sum(tps_count) as bigint) as tps_count,
    cast(coalesce(sum(tps_count) filter (where tps_not_ready is null), 0) as bigint) as tps_unknown,
    min(decide_by) filter (where status in ('red', 'amber') and decide_by >= cast(coalesce($as_of, (select as_of from board_meta)) + interval 7 hour as date)) as next_decide_by,
    cast(count(*) filter (where status = 'red' and decide_by < cast(coalesce($as_of, (select as_of from board_meta)) + interval 7 hour as date)) as integer) as overdue_decisions,
    min(reported_at) as oldest_input_at,
    max(last_reported_at) as newest_input_at,
    max(age_hours) as oldest_age_hours,
    cast(count(*) filter (where reported_at is null) as integer) as never_reported_units,
    cast(count(*) filter (where d_status = 'green') as integer) as fresh_units,
    max(coalesce($as_of, (select as_of from board_meta))) as as_of
from scoped
