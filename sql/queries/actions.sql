-- What people did, newest first: the action log, with the file each entry came from.
-- grain: delivery_sha256, line_number
select
    action.*,
    region.name as region_name,
    region.province_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    cause.name_id as cause_name_id,
    cause.name_en as cause_name_en,
    delivery.sequence as delivery_sequence,
    delivery.sender
from board_action_event as action
join seed_regions as region using (region_code)
join board_delivery as delivery using (delivery_sha256)
left join seed_items as item using (item_code)
left join seed_causes as cause using (cause_code)
where
    action.event_at <= coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], region.province_code))
    and ($region_code is null or action.region_code = $region_code)
order by action.event_at desc, delivery.sequence desc, action.line_number desc
