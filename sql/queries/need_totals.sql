-- What the current voter list makes necessary of each item, over all regions in scope.
-- grain: item_code
select
    need.item_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    item.phase,
    cast(count(distinct need.region_code) as integer) as unit_count,
    cast(sum(need.base_pcs) as bigint) as base_pcs,
    cast(sum(need.reserve_pcs) as bigint) as reserve_pcs,
    cast(sum(need.need_pcs) as bigint) as need_pcs,
    voter_list.name as voter_list_name,
    voter_list.listed_on
from core_need as need
join seed_voter_lists as voter_list using (voter_list_code)
join seed_regions as region using (region_code)
join seed_items as item using (item_code)
where
    voter_list.is_current
    and need.need_pcs > 0
    and ($province_codes is null or list_contains($province_codes::varchar[], region.province_code))
group by
    need.item_code, item.name_id, item.name_en, item.unit_id, item.unit_en, item.phase, item.item_class,
    voter_list.name, voter_list.listed_on
order by item.phase, item.item_class, need_pcs desc, need.item_code
