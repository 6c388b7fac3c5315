-- Status of each regency, city and overseas post, why, and by when somebody must decide.
-- A colour worsens at once; it improves only when the report before the newest one says so too (hysteresis).
-- grain: as_of, region_code
with told as (
    select
        deciding.as_of,
        deciding.region_code,
        rollup.last_reported_at,
        deciding.status,
        deciding.badness
    from mart_region_deciding as deciding
    join mart_region_rollup as rollup using (as_of, region_code)
    union all
    select
        as_of,
        region_code,
        last_reported_at,
        raw_status as status,
        raw_badness as badness
    from past_region_status
),

reported as (
    select
        *,
        max(as_of) over (partition by region_code, last_reported_at) as last_seen_at
    from told
    where status <> 'grey'
),

by_report as (
    select
        region_code,
        last_reported_at,
        status,
        badness,
        lag(status) over report as report_before_status,
        lag(badness) over report as report_before_badness
    from reported
    where as_of = last_seen_at
    window report as (
        partition by region_code
        order by last_reported_at
    )
),

held as (
    select
        deciding.*,
        rollup.last_reported_at,
        coalesce(before.report_before_badness > deciding.badness and deciding.status <> 'grey', false) as is_held,
        before.report_before_status,
        case when rollup.items_reported > 0 then rollup.tps_not_ready end as known_tps_not_ready
    from mart_region_deciding as deciding
    join mart_region_rollup as rollup using (as_of, region_code)
    left join by_report as before
        on before.region_code = deciding.region_code and before.last_reported_at = rollup.last_reported_at
),

shown as (
    select
        as_of,
        region_code,
        case when is_held then report_before_status else status end as status,
        known_tps_not_ready as tps_not_ready
    from held
    union all
    select as_of, region_code, status, tps_not_ready
    from past_region_status
),

compared as (
    select
        as_of,
        region_code,
        status,
        tps_not_ready - lag(tps_not_ready, 3) over region_history as tps_not_ready_change,
        lag(status) over region_history as previous_status
    from shown
    window region_history as (
        partition by region_code
        order by as_of
    )
)

select
    held.as_of,
    held.region_code,
    held.province_code,
    held.region_level,
    compared.status,
    held.status as raw_status,
    held.badness as raw_badness,
    held.is_held,
    badness.badness as status_rank,
    case when held.is_held and held.status = 'green' then 'H' else held.deciding_gate end as deciding_gate,
    held.item_code as deciding_item_code,
    held.dapil_code as deciding_dapil_code,
    case when held.is_held and held.status = 'green' then 'H.confirming' else held.reason_code end as reason_code,
    held.need_pcs,
    held.have_pcs,
    held.short_pcs,
    held.coverage_ratio,
    held.delay_days,
    held.damage_ratio,
    held.required_rate_ratio,
    held.alarm_code,
    held.stage_code,
    held.due_on,
    held.lead_time_days,
    held.decide_by,
    rollup.reported_at,
    rollup.last_reported_at,
    date_diff('minute', rollup.reported_at, held.as_of) / 60.0 as age_hours,
    case
        when not rollup.is_fresh or rollup.items_reported < rollup.items_expected then 'C'
        when rollup.has_shipments and rollup.flag_count = 0 then 'A'
        else 'B'
    end as evidence_grade,
    rollup.tps_count,
    held.known_tps_not_ready as tps_not_ready,
    compared.tps_not_ready_change,
    rollup.red_items,
    rollup.amber_items,
    rollup.grey_items,
    rollup.green_items,
    compared.previous_status,
    coalesce(rollup.is_done, false) as is_done,
    case rollup.j_rank when 3 then 'red' when 2 then 'amber' when 1 then 'green' else 'grey' end as j_status,
    case rollup.w_rank when 3 then 'red' when 2 then 'amber' when 1 then 'green' else 'grey' end as w_status,
    case rollup.m_rank when 3 then 'red' when 2 then 'amber' when 1 then 'green' else 'grey' end as m_status,
    case when rollup.items_reported = 0 then 'grey' when rollup.s_rank = 3 then 'red' when rollup.s_rank = 2 then 'amber' else 'green' end as s_status,
    case rollup.d_rank when 3 then 'grey' when 2 then 'amber' when 1 then 'green' else 'grey' end as d_status
from held
join compared using (as_of, region_code)
join mart_region_rollup as rollup using (as_of, region_code)
join core_badness as badness on badness.as_of = held.as_of and badness.status = compared.status
