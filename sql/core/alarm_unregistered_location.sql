-- A consignment was received at a place that is not in the register of warehouses.
-- grain: as_of, shipment_code, item_code, dapil_code
with strayed as (
    select span.*
    from core_shipment_span as span
    left join seed_places as place on place.place_code = span.received_place
    where span.received_place is not null and place.place_code is null
)

select
    point.as_of,
    'UNREGISTERED_LOCATION' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    span.valid_from as opened_at,
    coalesce(span.received_pcs, span.quantity_pcs) as quantity_pcs,
    span.destination_code as expected_text,
    span.received_place as found_text
from core_as_of as point
join strayed as span on point.is_judged and point.as_of >= span.valid_from and point.as_of < span.valid_to
