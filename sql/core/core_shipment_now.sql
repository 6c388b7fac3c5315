-- Consignments as they are known at each judged moment.
-- grain: as_of, shipment_code, item_code, dapil_code
select
    point.as_of,
    span.*
from core_as_of as point
join core_shipment_span as span on point.is_judged and point.as_of >= span.valid_from and point.as_of < span.valid_to
where span.valid_to > (select min(as_of) from core_as_of)
