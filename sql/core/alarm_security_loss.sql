-- A consignment was destroyed on the way or on arrival.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'SECURITY_LOSS' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    min(earlier.valid_from) as opened_at,
    max(coalesce(span.received_pcs, span.quantity_pcs)) as quantity_pcs,
    max('good') as expected_text,
    max(span.receipt_condition) as found_text
from core_shipment_now as span
join core_shipment_span as earlier using (shipment_code, item_code, dapil_code)
where
    earlier.valid_from <= span.valid_from
    and span.receipt_condition = 'destroyed'
    and earlier.receipt_condition = 'destroyed'
group by span.as_of, span.region_code, span.item_code, span.dapil_code, span.shipment_code
