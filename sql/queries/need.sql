-- What one region needs of each item under the current voter list.
-- grain: item_code, dapil_code
select
    need.*,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    voter_list.name as voter_list_name,
    voter_list.listed_on
from core_need as need
join seed_voter_lists as voter_list using (voter_list_code)
join seed_items as item using (item_code)
where voter_list.is_current and need.region_code = $region_code
order by item.phase desc, need.item_code, need.dapil_code
