-- What is on its way to each unit, and what its consignments planned to have delivered by now.
-- A consignment past its expected day without a new one is not trusted to arrive in time.
-- grain: as_of, unit_id
with underway as (
    select
        span.as_of,
        span.unit_id,
        span.quantity_pcs,
        span.planned_arrival_at,
        span.is_arrived,
        span.shipment_status,
        not span.is_arrived and span.shipment_status in ('departed', 'in_transit', 'blocked') as is_underway,
        span.is_arrived and coalesce(span.arrived_at, span.valid_from) > coalesce(position.reported_at, timestamp '1900-01-01') as is_unbooked,
        span.expected_at >= span.as_of - interval 1 day
        and span.expected_at <= span.deadline_at
        and span.shipment_status <> 'blocked' as is_in_time
    from core_shipment_now as span
    join core_stock_position as position on position.as_of = span.as_of and position.unit_id = span.unit_id
    where not span.is_within_region
)

select
    as_of,
    unit_id,
    cast(sum(quantity_pcs) filter (where (is_underway and is_in_time) or is_unbooked) as bigint) as in_transit_in_time_pcs,
    cast(sum(quantity_pcs) filter (where is_unbooked) as bigint) as unbooked_pcs,
    cast(sum(quantity_pcs) filter (where is_underway and not is_in_time) as bigint) as in_transit_late_pcs,
    cast(sum(quantity_pcs) filter (where planned_arrival_at <= as_of) as bigint) as planned_due_pcs,
    cast(sum(quantity_pcs) as bigint) as planned_pcs,
    min(planned_arrival_at) filter (
        where planned_arrival_at <= as_of and not is_arrived and shipment_status <> 'planned'
    ) as oldest_overdue_at,
    count(*) as shipment_count
from underway
group by as_of, unit_id
