-- What one region needs of each item under the current voter list, and what that is counted from.
-- grain: item_code, dapil_code
-- per_voter, per_tps, per_kecamatan: pieces for each; null where the item does not go by that.
with factors as (
    select
        national.item_code,
        max(coalesce(own.factor, national.factor)) filter (where national.basis = 'per_voter') as per_voter,
        max(coalesce(own.factor, national.factor)) filter (where national.basis = 'per_tps') as per_tps,
        max(coalesce(own.factor, national.factor)) filter (where national.basis = 'per_kecamatan') as per_kecamatan
    from seed_item_factors as national
    left join seed_item_factors as own
        on own.item_code = national.item_code
        and own.basis = national.basis
        and own.province_code = (select province_code from seed_regions where region_code = $region_code)
    where national.province_code = '*'
    group by national.item_code
)

select
    need.*,
    item.item_class,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    cast(factors.per_voter as double) as per_voter,
    cast(factors.per_tps as double) as per_tps,
    cast(factors.per_kecamatan as double) as per_kecamatan,
    counts.kecamatan_count,
    counts.voter_count,
    counts.voter_quality,
    cast(election.reserve_rate as double) as reserve_rate,
    voter_list.name as voter_list_name,
    voter_list.listed_on
from core_need as need
join seed_voter_lists as voter_list using (voter_list_code)
join seed_voter_counts as counts using (voter_list_code, region_code)
join seed_items as item using (item_code)
join factors using (item_code)
cross join seed_election as election
where voter_list.is_current and need.region_code = $region_code
order by item.phase desc, need.item_code, need.dapil_code
