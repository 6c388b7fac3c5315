-- Units short of their need, most polling stations first; quantities in pieces and whole packs.
-- grain: region_code, item_code, dapil_code
select
    shortage.*,
    shortage.short_pcs / cast(shortage.need_pcs as double) as short_ratio,
    greatest(shortage.need_pcs - coalesce(shortage.usable_pcs, 0) - shortage.in_transit_in_time_pcs
    - shortage.in_transit_late_pcs - coalesce(shortage.damaged_pcs, 0), 0) as missing_pcs,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    item.item_class,
    item.is_critical
from mart_shortage as shortage
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = shortage.province_code
join seed_items as item using (item_code)
where
    shortage.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], shortage.province_code))
order by shortage.tps_not_ready desc nulls last, item.is_critical desc, short_ratio desc, shortage.region_code, shortage.item_code, shortage.dapil_code
