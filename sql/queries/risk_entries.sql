-- The risk register: every open entry with its names and owners, largest risk first, then the nearest decide-by.
-- grain: region_code, item_code, cause_code
select
    entry.*,
    region.name as region_name,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    cause.name_id as cause_name_id,
    cause.name_en as cause_name_en,
    cause.owner_division_id,
    cause.owner_division_en,
    cause.owner_secretariat_id,
    cause.owner_secretariat_en
from mart_risk_entry as entry
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = entry.province_code
join seed_items as item using (item_code)
join seed_causes as cause using (cause_code)
where
    entry.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], entry.province_code))
order by
    entry.risk_score desc,
    entry.is_past,
    entry.decide_by nulls last,
    entry.tps_not_ready desc nulls last,
    entry.region_code,
    entry.item_code,
    entry.cause_code
