-- Pieces short of each good in each regency.
-- grain: region_code, item
select
    region.province_code,
    shortage.region_code,
    item.name_en as item,
    item.item_class = 'ballot' as is_ballot,
    cast(sum(shortage.short_pcs) as bigint) as short_pcs
from kept.mart_shortage as shortage
join kept.seed_regions as region using (region_code)
join kept.seed_items as item using (item_code)
where
    shortage.as_of = (select as_of from kept.board_meta)
    and region.region_level = 'regency'
group by all
order by all
