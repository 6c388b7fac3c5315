-- Consignments as last reported, exceptions first, with the file and line that told of them; late is against the planned arrival.
-- $only 'troubled': those that need somebody: not left, late, overdue, of unknown arrival, or with an open alarm.
-- grain: shipment_code, item_code, dapil_code
with told as (
    select
        span.*,
        coalesce($as_of, (select as_of from board_meta)) as as_of
    from core_shipment_span as span
    where
        span.valid_from <= coalesce($as_of, (select as_of from board_meta))
        and span.valid_to > coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], span.province_code))
        and ($region_code is null or span.region_code = $region_code)
),

alarmed as (
    select
        alarm.shipment_code,
        alarm.item_code,
        alarm.dapil_code,
        string_agg(distinct meaning.name_id, ', ' order by meaning.name_id) as alarm_names_id,
        string_agg(distinct meaning.name_en, ', ' order by meaning.name_en) as alarm_names_en
    from mart_alarm as alarm
    join seed_alarms as meaning using (alarm_code)
    where alarm.as_of = coalesce($as_of, (select as_of from board_meta)) and alarm.shipment_code is not null
    group by alarm.shipment_code, alarm.item_code, alarm.dapil_code
),

judged as (
    select
        told.*,
        alarmed.alarm_names_id,
        alarmed.alarm_names_en,
        case when overdue_at < as_of then overdue_as else lateness_until end as lateness,
        date_diff('hour', planned_arrival_at, coalesce(arrived_at, greatest(coalesce(eta_at, as_of), as_of))) / 24.0 as arrival_late_days,
        date_diff('hour', planned_departure_at, as_of) / 24.0 as departure_late_days
    from told
    left join alarmed using (shipment_code, item_code, dapil_code)
)

select
    judged.* exclude (unit_id, overdue_at, overdue_as, lateness_until, arrival_late_days, departure_late_days),
    case
        when lateness = 'not_left' then departure_late_days
        when planned_arrival_at is not null then greatest(arrival_late_days, 0)
    end as late_days,
    date_diff('minute', valid_from, as_of) / 60.0 as age_hours,
    valid_from as reported_at,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    delivery.file_name,
    delivery.sequence as delivery_sequence,
    delivery.sender
from judged
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = judged.province_code
join seed_items as item using (item_code)
left join board_delivery as delivery using (delivery_sha256)
where $only is distinct from 'troubled' or lateness in ('overdue', 'not_left', 'late', 'unknown') or alarm_names_id is not null
order by
    alarm_names_id is not null desc,
    array_position(['overdue', 'not_left', 'late', 'unknown', 'on_time', 'arrived'], lateness),
    late_days desc nulls last,
    shipment_code,
    judged.item_code,
    judged.dapil_code
