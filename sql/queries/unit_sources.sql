-- From which file and line does each figure of a region come? The newest row told of each of its goods.
-- grain: item_code, dapil_code
select
    unit.item_code,
    unit.dapil_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    unit.reported_at,
    delivery.file_name,
    unit.source_line_number as line_number,
    unit.source_sha256 as delivery_sha256,
    delivery.sequence as delivery_sequence,
    delivery.received_at,
    delivery.sender
from mart_unit_status as unit
join seed_items as item using (item_code)
left join board_delivery as delivery on delivery.delivery_sha256 = unit.source_sha256
where
    unit.as_of = coalesce($as_of, (select as_of from board_meta))
    and unit.region_code = $region_code
order by unit.item_code, unit.dapil_code
