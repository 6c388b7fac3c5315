-- W waktu (time): is each stage likely to be complete by its deadline? Buffer use and required rate (risk rules, gate W).
-- Received goods follow consignments, not a pace, so the rate counts for work done in the region only.
-- A stage that is complete or not begun has no row and does not hold anything up.
-- grain: as_of, unit_id, stage_code
with compared as (
    select
        pace.*,
        case when deviation_days < 0 then 0 else deviation_days end / buffer_days as buffer_use,
        case
            when stage_code <> 'received'
                then required_daily_pcs / nullif(best_daily_pcs, 0)
        end as rate_ratio,
        done_pcs is not null and as_of >= deadline_at and hardness in ('hard', 'legal') as is_missed
    from core_stage_pace as pace
)

select
    compared.as_of,
    unit_id,
    stage_code,
    'W' as gate_code,
    case
        when actual_ratio is null and as_of < finish_at then null
        when actual_ratio is null then 'grey'
        when is_missed or buffer_use > buffer.red_at or rate_ratio > rate.red_at then 'red'
        when buffer_use >= buffer.amber_at or rate_ratio > rate.amber_at then 'amber'
        else 'green'
    end as status,
    case
        when actual_ratio is null then 'W.unknown'
        when is_missed then 'W.missed'
        when buffer_use > buffer.red_at then 'W.behind'
        when rate_ratio > rate.red_at then 'W.rate'
        when buffer_use >= buffer.amber_at then 'W.behind'
        when rate_ratio > rate.amber_at then 'W.rate'
        else 'none'
    end as reason_code,
    deadline_at as due_at,
    due_on,
    deviation_days as delay_days,
    buffer_use,
    rate_ratio,
    required_daily_pcs,
    best_daily_pcs,
    is_missed,
    case
        when is_missed then 1 - actual_ratio
        when stage_code = 'received' or best_daily_pcs is null then 0.0
        when buffer_use < buffer.amber_at then 0.0
        else greatest(1 - (done_pcs + best_daily_pcs * greatest(days_left, 0)) / need_pcs, 0)
    end as unready_ratio
from compared
join seed_risk_rules as buffer on buffer.rule_code = 'buffer_use'
join seed_risk_rules as rate on rate.rule_code = 'rate_ratio'
