-- S sasaran (destination): goods of the wrong kind, district or place, unsealed, lost, stranded or too early (risk rules, gate S).
-- An event names the gate it speaks for; all of them are judged by how long they have been open.
-- grain: as_of, region_code, item_code, dapil_code, alarm_code
with opened as (
    select
        alarm.as_of,
        alarm.region_code,
        alarm.item_code,
        alarm.dapil_code,
        alarm.alarm_code,
        meaning.gate_code as event_gate_code,
        point.days_before,
        min(alarm.opened_at) as opened_at,
        cast(sum(alarm.quantity_pcs) as bigint) as quantity_pcs
    from core_alarm as alarm
    join seed_alarms as meaning using (alarm_code)
    join core_as_of as point using (as_of)
    where
        meaning.gate_code = 'S'
        or alarm.alarm_code in ('WRONG_KIND', 'MISSING', 'WAREHOUSE_HAZARD', 'ROUTE_HAZARD', 'CARRIER_LOST')
    group by alarm.as_of, alarm.region_code, alarm.item_code, alarm.dapil_code, alarm.alarm_code, meaning.gate_code, point.days_before
)

select
    opened.as_of,
    opened.region_code,
    opened.item_code,
    opened.dapil_code,
    opened.alarm_code,
    'S' as gate_code,
    opened.event_gate_code,
    case
        when opened.alarm_code = 'TOO_EARLY' then 'amber'
        when date_diff('hour', opened.opened_at, opened.as_of) >= rule.red_at then 'red'
        else 'amber'
    end as status,
    'S.' || opened.alarm_code as reason_code,
    opened.opened_at,
    opened.quantity_pcs
from opened
join seed_risk_rules as rule
    on
        rule.rule_code = 'open_hours'
        and opened.days_before <= rule.from_days_before
        and opened.days_before >= rule.to_days_before
