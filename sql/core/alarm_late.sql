-- A consignment is past its planned arrival and has not arrived.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'LATE' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    span.planned_arrival_at as opened_at,
    span.quantity_pcs,
    cast(cast(span.planned_arrival_at as date) as varchar) as expected_text,
    coalesce(cast(cast(span.eta_at as date) as varchar), '-') as found_text
from core_shipment_now as span
where
    not span.is_arrived
    and span.shipment_status in ('departed', 'in_transit', 'blocked')
    and span.planned_arrival_at < span.as_of - interval 1 day
