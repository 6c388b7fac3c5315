-- Ballots of another electoral district than the waybill says.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'WRONG_DAPIL' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    min(earlier.valid_from) as opened_at,
    max(coalesce(span.received_pcs, span.quantity_pcs)) as quantity_pcs,
    max(span.dapil_code) as expected_text,
    max(span.received_dapil_code) as found_text
from core_shipment_now as span
join core_shipment_span as earlier using (shipment_code, item_code, dapil_code)
where
    earlier.valid_from <= span.valid_from
    and span.received_dapil_code <> span.dapil_code
    and earlier.received_dapil_code <> earlier.dapil_code
group by span.as_of, span.region_code, span.item_code, span.dapil_code, span.shipment_code
