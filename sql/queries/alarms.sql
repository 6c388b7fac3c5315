-- Open alarms, worst and oldest first.
-- grain: alarm_code, region_code, item_code, dapil_code, shipment_code
select
    alarm.*,
    meaning.name_id as alarm_name_id,
    meaning.name_en as alarm_name_en,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en
from mart_alarm as alarm
join seed_alarms as meaning using (alarm_code)
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = alarm.province_code
left join seed_items as item using (item_code)
where
    alarm.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], alarm.province_code))
order by alarm.severity = 'red' desc, alarm.opened_at, alarm.alarm_code, alarm.region_code, alarm.item_code, alarm.dapil_code
