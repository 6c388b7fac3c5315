-- What was known of each consignment from one report to the next; a detail left out keeps its last value.
-- grain: shipment_code, item_code, dapil_code, valid_from
select
    shipment_code,
    item_code,
    dapil_code,
    snapshot_at as valid_from,
    coalesce(lead(snapshot_at) over consignment, timestamp '9999-01-01') as valid_to,
    last_value(quantity_pcs ignore nulls) over told as quantity_pcs,
    last_value(origin_code ignore nulls) over told as origin_code,
    last_value(origin_lat ignore nulls) over told as origin_lat,
    last_value(origin_lon ignore nulls) over told as origin_lon,
    last_value(destination_code ignore nulls) over told as destination_code,
    last_value(transport_mode ignore nulls) over told as transport_mode,
    last_value(carrier_name ignore nulls) over told as carrier_name,
    last_value(shipment_status ignore nulls) over told as shipment_status,
    last_value(planned_departure_at ignore nulls) over told as planned_departure_at,
    last_value(departed_at ignore nulls) over told as departed_at,
    last_value(planned_arrival_at ignore nulls) over told as planned_arrival_at,
    last_value(eta_at ignore nulls) over told as eta_at,
    last_value(arrived_at ignore nulls) over told as arrived_at,
    last_value(position_lat ignore nulls) over told as position_lat,
    last_value(position_lon ignore nulls) over told as position_lon,
    last_value(is_sealed ignore nulls) over told as is_sealed,
    last_value(received_pcs ignore nulls) over told as received_pcs,
    last_value(received_item_code ignore nulls) over told as received_item_code,
    last_value(received_dapil_code ignore nulls) over told as received_dapil_code,
    last_value(received_place ignore nulls) over told as received_place,
    last_value(receipt_condition ignore nulls) over told as receipt_condition,
    delivery_sha256,
    line_number
from stg_shipment
window
    consignment as (
        partition by shipment_code, item_code, dapil_code
        order by snapshot_at
    ),
    told as (
        partition by shipment_code, item_code, dapil_code
        order by snapshot_at
        rows between unbounded preceding and current row
    )
