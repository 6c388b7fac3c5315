-- How the need of each region and item changes from one version of the voter list to another.
-- $from_list, $to_list: voter_list_code before and after; a side without the region counts 0.
with listed as (
    select
        region_code,
        item_code,
        sum(case when voter_list_code = $from_list then need_pcs else 0 end) as before_pcs,
        sum(case when voter_list_code = $to_list then need_pcs else 0 end)   as after_pcs
    from core_need
    where voter_list_code in ($from_list, $to_list)
    group by region_code, item_code
)

select
    listed.region_code,
    region.name                                             as region_name,
    region.province_code,
    province.name                                           as province_name,
    listed.item_code,
    item.name_id                                            as item_name_id,
    item.name_en                                            as item_name_en,
    cast(listed.before_pcs as bigint)                       as need_before_pcs,
    cast(listed.after_pcs as bigint)                        as need_after_pcs,
    cast(listed.after_pcs - listed.before_pcs as bigint)    as change_pcs
from listed
join seed_regions as region on region.region_code = listed.region_code
join seed_provinces as province on province.province_code = region.province_code
join seed_items as item on item.item_code = listed.item_code
where listed.after_pcs <> listed.before_pcs
order by abs(listed.after_pcs - listed.before_pcs) desc, listed.region_code, listed.item_code
