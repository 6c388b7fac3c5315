-- Consignments with the region they go to, its position and the deadline of their receipt there.
-- grain: shipment_code, item_code, dapil_code, valid_from
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
