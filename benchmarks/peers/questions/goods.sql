-- What one regency has of each good, worst first.
-- grain: item_code, dapil_code
select
    unit.item_code,
    item.name_en as item,
    unit.dapil_code,
    unit.status,
    unit.need_pcs,
    unit.have_pcs,
    unit.short_pcs,
    unit.coverage_ratio,
    unit.reported_at
from kept.mart_unit_status as unit
join kept.seed_items as item using (item_code)
where
    unit.as_of = (select as_of from kept.board_meta)
    and unit.region_code = $region_code
order by unit.short_pcs desc nulls last, unit.item_code, unit.dapil_code
