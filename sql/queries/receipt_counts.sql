-- How many consignments have arrived in each region, and how many of them were inspected.
-- grain: region_code
select
    span.region_code,
    span.province_code,
    count(*) as arrived_count,
    count(*) filter (
        where coalesce(received_item_code, received_pcs::varchar, received_place, receipt_condition) is not null
    ) as inspected_count
from core_shipment_span as span
where
    span.is_arrived
    and span.transport_mode is distinct from 'mail'
    and span.valid_from <= coalesce($as_of, (select as_of from board_meta))
    and span.valid_to > coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], span.province_code))
group by span.region_code, span.province_code
order by span.region_code
