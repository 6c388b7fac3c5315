-- The units of the election under the current voter list, numbered so that later joins are on one integer.
-- grain: unit_id
select
    cast(row_number() over (order by need.region_code, need.item_code, need.dapil_code) as integer) as unit_id,
    need.region_code,
    need.item_code,
    need.dapil_code,
    need.need_pcs,
    need.base_pcs,
    need.tps_count,
    region.province_code,
    region.region_level,
    item.item_class,
    item.is_critical,
    item.phase,
    coalesce(lead_time.p80_days, 14) as lead_time_days
from core_need as need
join seed_voter_lists as voter_list using (voter_list_code)
join seed_regions as region using (region_code)
join seed_items as item using (item_code)
left join seed_lead_times as lead_time using (island_group)
where voter_list.is_current and need.need_pcs > 0
