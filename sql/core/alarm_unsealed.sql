-- A consignment arrived without its seal.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'UNSEALED' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    min(earlier.valid_from) as opened_at,
    max(coalesce(span.received_pcs, span.quantity_pcs)) as quantity_pcs,
    max('sealed') as expected_text,
    max('unsealed') as found_text
from core_shipment_now as span
join core_shipment_span as earlier using (shipment_code, item_code, dapil_code)
where
    earlier.valid_from <= span.valid_from
    and (span.is_arrived and span.is_sealed = false)
    and (earlier.is_arrived and earlier.is_sealed = false)
group by span.as_of, span.region_code, span.item_code, span.dapil_code, span.shipment_code
