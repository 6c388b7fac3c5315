-- Consignments that have arrived, as received against what the waybill said; the gravest mismatch first.
-- $region_code null = only those that do not match or were not inspected; a region = all that arrived there.
-- A place of receipt is right when the register has it in the region the waybill names. Mail goes to voters, who sign no receipt.
-- grain: shipment_code, item_code, dapil_code
with arrived as (
    select
        span.*,
        coalesce($as_of, (select as_of from board_meta)) as as_of
    from core_shipment_span as span
    where
        span.is_arrived
        and span.transport_mode is distinct from 'mail'
        and span.valid_from <= coalesce($as_of, (select as_of from board_meta))
        and span.valid_to > coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], span.province_code))
        and ($region_code is null or span.region_code = $region_code)
),

-- what a place is called: an office or warehouse by its region, a subdistrict by its name
places as (
    select
        place.place_code,
        place.region_code,
        coalesce('Kec. ' || kecamatan.name, region.name) as place_name
    from seed_places as place
    join seed_regions as region using (region_code)
    left join seed_kecamatan as kecamatan on place.place_code = 'PPK-' || kecamatan.kecamatan_code
),

compared as (
    select
        arrived.*,
        coalesce(received_item_code, received_pcs::varchar, received_place, receipt_condition) is not null as is_inspected,
        received_pcs - quantity_pcs as difference_pcs,
        coalesce(received_dapil_code <> dapil_code, false) as is_wrong_dapil,
        coalesce(received_item_code <> item_code, false) as is_wrong_kind,
        received_place is not null and (place.region_code is null or place.region_code <> arrived.region_code) as is_wrong_place,
        coalesce(not is_sealed, false) as is_unsealed,
        coalesce(receipt_condition <> 'good', false) as is_damaged,
        coalesce(received_pcs < quantity_pcs, false) as is_short,
        coalesce(received_pcs > quantity_pcs, false) as is_over,
        place.place_name as received_place_name,
        place.region_code as received_region_code
    from arrived
    left join places as place on place.place_code = arrived.received_place
),

listed as (
    select
        *,
        list_filter(
            [
                case when is_wrong_dapil then 'wrong_dapil' end,
                case when is_wrong_kind then 'wrong_kind' end,
                case when is_wrong_place and received_region_code is null then 'unregistered_place' end,
                case when is_wrong_place and received_region_code is not null then 'wrong_place' end,
                case when is_unsealed then 'unsealed' end,
                case when is_damaged then 'damaged' end,
                case when is_short then 'short' end,
                case when is_over then 'over' end,
                case when not is_inspected then 'not_inspected' end
            ], lambda code : code is not null
        ) as mismatch_codes
    from compared
)

select
    listed.* exclude (unit_id),
    len(mismatch_codes) > 0 as is_mismatch,
    mismatch_codes[1] as mismatch_code,
    date_diff('minute', coalesce(arrived_at, valid_from), as_of) / 60.0 as open_hours,
    region.name as region_name,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    received_item.name_id as received_item_name_id,
    received_item.name_en as received_item_name_en,
    coalesce(destination.place_name, region.name) as destination_name
from listed
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = listed.province_code
join seed_items as item on item.item_code = listed.item_code
left join seed_items as received_item on received_item.item_code = listed.received_item_code
left join places as destination on destination.place_code = listed.destination_code
where $region_code is not null or len(mismatch_codes) > 0
order by
    len(mismatch_codes) = 0,
    array_position(
        ['wrong_dapil', 'wrong_kind', 'wrong_place', 'unregistered_place', 'unsealed', 'damaged', 'short', 'over', 'not_inspected'],
        mismatch_codes[1]
    ),
    coalesce(arrived_at, valid_from),
    shipment_code,
    listed.item_code,
    listed.dapil_code
