-- Pieces short and needed per province and item, and how many regions are short.
-- grain: province_code, item_code
select
    unit.province_code,
    province.name as province_name,
    unit.item_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    item.phase,
    cast(sum(unit.need_pcs) as bigint) as need_pcs,
    cast(sum(unit.short_pcs) as bigint) as short_pcs,
    sum(unit.short_pcs) / cast(sum(unit.need_pcs) as double) as short_ratio,
    max(unit.short_pcs / cast(unit.need_pcs as double)) as worst_short_ratio,
    cast(count(distinct unit.region_code) filter (where unit.short_pcs > 0) as integer) as short_regions,
    cast(count(distinct unit.region_code) filter (where unit.reported_at is null) as integer) as silent_regions,
    cast(count(distinct unit.region_code) as integer) as region_count
from mart_unit_status as unit
join seed_provinces as province on province.province_code = unit.province_code
join seed_items as item using (item_code)
where
    unit.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], unit.province_code))
    and unit.need_pcs > 0
group by unit.province_code, province.name, unit.item_code, item.name_id, item.name_en, item.unit_id, item.unit_en, item.phase
order by unit.province_code, item.phase desc, unit.item_code
