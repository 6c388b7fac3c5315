-- What every region needs, item by item, in the current voter list.
-- grain: region_code, item_code, dapil_code
select
    need.region_code,
    need.item_code,
    need.dapil_code,
    need.need_pcs,
    item.phase,
    item.item_class,
    item.pieces_per_pack
from core_need as need
join seed_items as item using (item_code)
join seed_voter_lists as voter_list using (voter_list_code)
where voter_list.is_current and need.need_pcs > 0
order by need.region_code, need.item_code, need.dapil_code
