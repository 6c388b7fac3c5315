-- Days behind plan (earned schedule), and the daily rate still required against the best one shown over three days.
-- Deviation: the age of the plan's date for today's level; with consignments, the age of the oldest one overdue.
-- A stage once complete has nothing left to pace and is left out.
-- grain: as_of, unit_id, stage_code
with unfinished as (
    select *
    from core_stage_unit
    where actual_ratio is null or actual_ratio < 1
),

told as (
    select as_of, unit_id, stage_code, done_pcs, daily_pcs, true as is_past
    from past_stage_pace
    semi join unfinished using (unit_id, stage_code)
    union all
    select as_of, unit_id, stage_code, done_pcs, null as daily_pcs, false as is_past
    from unfinished
),

-- Windows part two numbers much faster than a number and a text.
numbered as (
    select told.*, stage.stage_order
    from told
    join seed_stages as stage using (stage_code)
),

compared as (
    select
        *,
        lag(done_pcs, 3) over unit_stage as earlier_pcs,
        date_diff('minute', lag(as_of, 3) over unit_stage, as_of) / 1440.0 as earlier_days,
        -- Rates of the past only: the others are told here.
        max(daily_pcs) over (
            partition by unit_id, stage_order
            order by as_of
            rows between 14 preceding and current row
        ) as best_past_pcs
    from numbered
    window unit_stage as (
        partition by unit_id, stage_order
        order by as_of
    )
),

rated as (
    select
        as_of,
        unit_id,
        stage_code,
        best_past_pcs,
        case
            when done_pcs < earlier_pcs then 0
            else (done_pcs - earlier_pcs) / nullif(earlier_days, 0)
        end as daily_pcs
    from compared
    where not is_past
),

best as (
    select
        as_of,
        unit_id,
        stage_code,
        daily_pcs,
        greatest(
            best_past_pcs,
            max(daily_pcs) over (
                partition by unit_id, stage_code
                order by as_of
                rows between 14 preceding and current row
            )
        ) as best_daily_pcs
    from rated
)

select
    stage.*,
    best.daily_pcs,
    best.best_daily_pcs,
    date_diff('hour', stage.as_of, stage.deadline_at) / 24.0 as days_left,
    case
        when stage.actual_ratio is null then null
        when stage.is_planned_by_shipment and stage.oldest_overdue_at is null and stage.as_of < stage.deadline_at then 0
        when stage.is_planned_by_shipment and stage.oldest_overdue_at is not null
            then date_diff('minute', stage.oldest_overdue_at, stage.as_of) / 1440.0
        else
            date_diff('minute', stage.start_at, stage.as_of) / 1440.0
            - stage.actual_ratio * date_diff('minute', stage.start_at, stage.finish_at) / 1440.0
    end as deviation_days,
    greatest(
        date_diff('minute', stage.finish_at, stage.deadline_at) / 1440.0,
        date_diff('minute', stage.start_at, stage.finish_at) / 1440.0 / 4,
        1
    ) as buffer_days,
    (stage.need_pcs - stage.done_pcs) / greatest(date_diff('hour', stage.as_of, stage.deadline_at) / 24.0, 0.5) as required_daily_pcs
from core_stage_unit as stage
join best using (as_of, unit_id, stage_code)
