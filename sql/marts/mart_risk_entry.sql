-- The risk register: every open entry with its owner, likelihood x impact, deadline and what people did about it.
-- Impact counts expected polling stations not ready (an estimate); likelihood follows colour and decide-by (risk scale).
-- grain: as_of, region_code, item_code, cause_code
with judged as (
    select
        entry.*,
        since.opened_at,
        case entry.badness when 4 then 'red' when 2 then 'amber' else 'grey' end as status,
        entry.decide_by < cast(entry.as_of + interval 7 hour as date) as is_past,
        case
            when entry.badness = 4 and entry.decide_by < cast(entry.as_of + interval 7 hour as date) then 4
            when entry.badness = 4 then 3
            else 2
        end as likelihood_value
    from core_risk_open as entry
    join core_risk_since as since using (as_of, region_code, item_code, cause_code)
),

impact as (
    select
        judged.as_of,
        judged.region_code,
        judged.item_code,
        judged.cause_code,
        max(scale.level) as impact_level
    from judged
    join seed_risk_scale as scale on scale.scale_code = 'impact' and coalesce(judged.tps_not_ready, 0) >= scale.from_value
    group by judged.as_of, judged.region_code, judged.item_code, judged.cause_code
),

acted as (
    select
        judged.as_of,
        judged.region_code,
        judged.item_code,
        judged.cause_code,
        min(action.acknowledged_at) as acknowledged_at,
        max(action.acknowledged_by) as acknowledged_by,
        arg_max(action.owner_name, action.last_action_at) as owner_name,
        arg_max(action.plan_code, action.last_action_at) as plan_code,
        max(action.last_action_at) as last_action_at,
        cast(sum(action.action_count) as integer) as action_count
    from judged
    join core_action as action
        on
            action.as_of = judged.as_of
            and action.region_code = judged.region_code
            and action.item_code in (judged.item_code, '-')
            and action.cause_code in (judged.cause_code, '-')
    group by judged.as_of, judged.region_code, judged.item_code, judged.cause_code
)

select
    judged.as_of,
    judged.region_code,
    judged.province_code,
    judged.region_level,
    judged.item_code,
    judged.cause_code,
    cause.plan_group,
    judged.gate_code,
    judged.status,
    judged.badness as status_rank,
    judged.unit_count,
    judged.short_pcs,
    judged.tps_not_ready,
    judged.delay_days,
    likelihood.level as likelihood_level,
    impact.impact_level,
    likelihood.level * impact.impact_level as risk_score,
    judged.opened_at,
    date_diff('hour', judged.opened_at, judged.as_of) as open_hours,
    judged.due_on,
    judged.decide_by,
    coalesce(judged.is_past, false) as is_past,
    judged.lead_time_days,
    judged.reported_at,
    acted.acknowledged_at,
    acted.acknowledged_by,
    acted.owner_name,
    acted.plan_code,
    acted.last_action_at,
    coalesce(acted.action_count, 0) as action_count,
    case
        when acted.plan_code is not null then 'planned'
        when acted.owner_name is not null then 'assigned'
        when acted.acknowledged_at is not null then 'acknowledged'
        else 'open'
    end as entry_status
from judged
join seed_causes as cause using (cause_code)
join impact using (as_of, region_code, item_code, cause_code)
join seed_risk_scale as likelihood on likelihood.scale_code = 'likelihood' and likelihood.from_value = judged.likelihood_value
left join acted using (as_of, region_code, item_code, cause_code)
