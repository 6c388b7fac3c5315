-- How many consignments have been reported, by mode: what the troubled ones are out of.
-- grain: transport_mode
select
    span.transport_mode,
    cast(count(*) as integer) as shipment_count
from core_shipment_span as span
where
    span.valid_from <= coalesce($as_of, (select as_of from board_meta))
    and span.valid_to > coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], span.province_code))
group by span.transport_mode
order by shipment_count desc, span.transport_mode
