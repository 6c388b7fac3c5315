-- A consignment was received at a place that is not in the register of warehouses.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'UNREGISTERED_LOCATION' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    span.valid_from as opened_at,
    coalesce(span.received_pcs, span.quantity_pcs) as quantity_pcs,
    span.destination_code as expected_text,
    span.received_place as found_text
from core_shipment_now as span
left join seed_places as place on place.place_code = span.received_place
where span.received_place is not null and place.place_code is null
