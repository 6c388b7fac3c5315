-- Days behind plan (earned schedule), and the daily rate still required against the best one shown over three days.
-- Deviation: the age of the plan's date for today's level; with consignments, the age of the oldest one overdue.
-- A stage once complete has nothing left to pace and is left out.
-- grain: as_of, unit_id, stage_code
with measured as (
    select
        *,
        date_diff('hour', as_of, deadline_at) / 24.0 as days_left,
        date_diff('minute', start_at, finish_at) / 1440.0 as window_days,
        lag(done_pcs, 3) over unit_stage as earlier_pcs,
        date_diff('minute', lag(as_of, 3) over unit_stage, as_of) / 1440.0 as earlier_days
    from core_stage_unit
    where actual_ratio is null or actual_ratio < 1
    window unit_stage as (
        partition by unit_id, stage_code
        order by as_of
    )
),

rated as (
    select
        *,
        case when done_pcs < earlier_pcs then 0 else (done_pcs - earlier_pcs) / nullif(earlier_days, 0) end as daily_pcs,
        case
            when actual_ratio is null then null
            when is_planned_by_shipment and oldest_overdue_at is null and as_of < deadline_at then 0
            when is_planned_by_shipment and oldest_overdue_at is not null then date_diff('minute', oldest_overdue_at, as_of) / 1440.0
            else date_diff('minute', start_at, as_of) / 1440.0 - actual_ratio * window_days
        end as deviation_days,
        greatest(date_diff('minute', finish_at, deadline_at) / 1440.0, window_days / 4, 1) as buffer_days
    from measured
)

select
    *,
    max(daily_pcs) over (
        partition by unit_id, stage_code
        order by as_of
        rows between 14 preceding and current row
    ) as best_daily_pcs,
    (need_pcs - done_pcs) / greatest(days_left, 0.5) as required_daily_pcs
from rated
