-- The regencies with their polling stations, and the items and dapils each needs: ballots first.
-- grain: region_code
with needed as (
    select
        region.region_code,
        item.item_code,
        coalesce(area.dapil_code, '-') as dapil_code,
        item.contest_code is null      as is_plain
    from seed_regions as region
    cross join seed_items as item
    left join seed_contest_areas as area using (region_code, item_code)
    where region.region_level = 'regency' and (item.contest_code is null or area.dapil_code is not null)
)

select
    needed.region_code,
    max(voters.tps_count)                                              as tps_count,
    list(needed.item_code order by is_plain, item_code, dapil_code)    as items,
    list(needed.dapil_code order by is_plain, item_code, dapil_code)   as dapils
from needed
join seed_voter_counts as voters using (region_code)
join seed_voter_lists as voter_list using (voter_list_code)
where voter_list.is_current
group by needed.region_code
order by needed.region_code
