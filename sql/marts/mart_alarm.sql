-- Open alarms with their colour: destination alarms by gate S, others by the status of their unit.
-- grain: as_of, alarm_code, region_code, item_code, dapil_code, shipment_code
select
    alarm.as_of,
    alarm.alarm_code,
    meaning.gate_code,
    coalesce(gate_s.status, case when alarm.alarm_code = 'STALE_REPORT' then 'grey' when unit.status = 'red' then 'red' else 'amber' end) as severity,
    alarm.region_code,
    region.province_code,
    alarm.item_code,
    alarm.dapil_code,
    alarm.shipment_code,
    alarm.opened_at,
    date_diff('minute', alarm.opened_at, alarm.as_of) / 60.0 as age_hours,
    alarm.quantity_pcs,
    alarm.expected_text,
    alarm.found_text
from core_alarm as alarm
join seed_alarms as meaning using (alarm_code)
join seed_regions as region using (region_code)
left join core_gate_s as gate_s using (as_of, region_code, item_code, dapil_code, alarm_code)
left join mart_unit_status as unit using (as_of, region_code, item_code, dapil_code)
