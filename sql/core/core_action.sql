-- What people have said up to each moment about an entry, a region's item or a region as a whole ('-').
-- grain: as_of, region_code, item_code, cause_code
select
    point.as_of,
    action.region_code,
    action.item_code,
    action.cause_code,
    min(action.event_at) filter (where action.action_code = 'acknowledge') as acknowledged_at,
    arg_max(action.author_name, action.event_at) filter (where action.action_code = 'acknowledge') as acknowledged_by,
    arg_max(action.owner_name, action.event_at) filter (where action.action_code = 'assign') as owner_name,
    arg_max(action.plan_code, action.event_at) filter (where action.action_code = 'choose_plan') as plan_code,
    max(action.event_at) as last_action_at,
    cast(count(*) as integer) as action_count
from core_as_of as point
join raw_action_event as action on action.event_at <= point.as_of
where point.is_judged
group by point.as_of, action.region_code, action.item_code, action.cause_code
