-- Consignments as they are known at each judged moment.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    point.as_of,
    span.shipment_code,
    span.item_code,
    span.dapil_code,
    span.valid_from,
    span.quantity_pcs,
    span.destination_code,
    span.transport_mode,
    span.carrier_name,
    span.shipment_status,
    span.departed_at,
    span.planned_arrival_at,
    span.eta_at,
    span.arrived_at,
    span.is_sealed,
    span.received_pcs,
    span.received_item_code,
    span.received_dapil_code,
    span.received_place,
    span.receipt_condition,
    span.unit_id,
    span.region_code,
    span.region_level,
    span.is_within_region,
    span.expected_at,
    span.is_arrived,
    span.deadline_at
from core_as_of as point
join core_shipment_span as span on point.is_judged and point.as_of >= span.valid_from and point.as_of < span.valid_to
where span.valid_to > (select min(as_of) from core_as_of)
