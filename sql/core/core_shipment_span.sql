-- Consignments with the region they go to, its position and the deadline of their receipt there.
-- From overdue_at on a consignment is overdue_as; until then it is lateness_until. A departure has a day's grace: offices report daily.
-- grain: shipment_code, item_code, dapil_code, valid_from
with placed as (
    select
        told.*,
        unit.unit_id,
        region.region_code,
        region.province_code,
        region.region_level,
        region.lat as destination_lat,
        region.lon as destination_lon,
        length(told.destination_code) > 6 as is_within_region,
        coalesce(told.eta_at, told.planned_arrival_at) as expected_at,
        told.arrived_at is not null or told.shipment_status in ('arrived', 'received') as is_arrived,
        coalesce(told.shipment_status in ('lost', 'carrier_withdrawn', 'blocked'), false) as is_stopped,
        told.shipment_status = 'planned' and told.departed_at is null and told.planned_departure_at is not null as is_waiting,
        plan.deadline_at
    from core_shipment_told as told
    join seed_regions as region
        on region.region_code = case when length(told.destination_code) > 6 then left(told.destination_code, 5) else told.destination_code end
    left join core_needed_unit as unit
        on unit.region_code = region.region_code and unit.item_code = told.item_code and unit.dapil_code = told.dapil_code
    left join core_plan as plan
        on
            plan.region_level = region.region_level
            and plan.item_code = told.item_code
            and plan.stage_code = case when length(told.destination_code) > 6 then 'at_kecamatan' else 'received' end
)

select
    * exclude (is_stopped, is_waiting),
    case
        when is_arrived or is_stopped then null
        when is_waiting then planned_departure_at + interval 1 day
        when planned_arrival_at is not null then greatest(planned_arrival_at, expected_at)
    end as overdue_at,
    case when is_waiting then 'not_left' else 'overdue' end as overdue_as,
    case
        when is_arrived then 'arrived'
        when is_stopped then 'overdue'
        when planned_arrival_at is null then 'unknown'
        when expected_at > planned_arrival_at + interval 1 day then 'late'
        else 'on_time'
    end as lateness_until
from placed
