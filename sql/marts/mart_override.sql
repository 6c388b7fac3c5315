-- Colours people have put in place of the computed one, while they hold; silence cannot be overridden.
-- The newest word counts: an override, or its lifting.
-- grain: as_of, region_code
with newest as (
    select
        point.as_of,
        action.region_code,
        arg_max(action.action_code, action.event_at) as action_code,
        arg_max(action.override_status, action.event_at) as override_status,
        arg_max(action.expires_at, action.event_at) as expires_at,
        arg_max(action.owner_name, action.event_at) as owner_name,
        arg_max(action.author_name, action.event_at) as author_name,
        arg_max(action.comment_text, action.event_at) as comment_text,
        max(action.event_at) as event_at
    from core_as_of as point
    join raw_action_event as action on action.event_at <= point.as_of
    where point.is_judged and action.action_code in ('override', 'lift') and action.item_code = '-'
    group by point.as_of, action.region_code
)

select
    newest.as_of,
    newest.region_code,
    status.status as computed_status,
    newest.override_status,
    newest.event_at,
    newest.expires_at,
    newest.owner_name,
    newest.author_name,
    newest.comment_text
from newest
join mart_region_status as status using (as_of, region_code)
where newest.action_code = 'override' and newest.expires_at > newest.as_of and status.status <> 'grey'
