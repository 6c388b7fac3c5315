-- Pieces of each item a region needs on voting day, for every version of the voter list.
-- grain: voter_list_code, region_code, item_code, dapil_code
-- Ballots: voters + reserve, the reserve rounded up per polling station. Voters per station are not
-- known here, so the rounding adds reserve_roundup_per_tps sheets a station on average; the error
-- is far below one sheet per station. Re-vote (PSU) ballots are not in it: core_psu_reserve.
with voters as (
    select
        counts.voter_list_code,
        counts.region_code,
        region.province_code,
        region.region_level,
        counts.tps_count,
        counts.kecamatan_count,
        counts.voter_count
    from seed_voter_counts as counts
    join seed_regions as region on region.region_code = counts.region_code
),

-- a province's factor replaces the national one of the same basis
factors as (
    select
        item.item_code,
        item.item_class,
        item.applies_overseas,
        province.province_code,
        national.basis,
        coalesce(own.factor, national.factor) as factor
    from seed_items as item
    join seed_item_factors as national
        on national.item_code = item.item_code
        and national.province_code = '*'
    cross join seed_provinces as province
    left join seed_item_factors as own
        on own.item_code = national.item_code
        and own.basis = national.basis
        and own.province_code = province.province_code
),

ballots as (
    select
        voters.voter_list_code,
        voters.region_code,
        area.item_code,
        area.dapil_code,
        cast(round(voters.tps_count * area.voter_share) as bigint)                    as tps_count,
        cast(round(voters.voter_count * area.voter_share * factors.factor) as bigint) as base_pcs
    from voters
    join seed_contest_areas as area on area.region_code = voters.region_code
    join factors
        on factors.item_code = area.item_code
        and factors.province_code = voters.province_code
        and factors.basis = 'per_voter'
    where factors.item_class = 'ballot'
      and (voters.region_level = 'regency' or factors.applies_overseas)
),

reserved as (
    select
        ballots.voter_list_code,
        ballots.region_code,
        ballots.item_code,
        ballots.dapil_code,
        ballots.base_pcs,
        cast(
            ceil(
                ballots.base_pcs * election.reserve_rate
                + ballots.tps_count * election.reserve_roundup_per_tps
            ) as bigint
        ) as reserve_pcs,
        ballots.tps_count
    from ballots
    cross join seed_election as election
),

goods as (
    select
        voters.voter_list_code,
        voters.region_code,
        factors.item_code,
        '-' as dapil_code,
        cast(
            ceil(
                sum(
                    factors.factor
                    * case factors.basis
                        when 'per_tps' then voters.tps_count
                        when 'per_kecamatan' then voters.kecamatan_count
                        when 'per_voter' then voters.voter_count
                    end
                )
            ) as bigint
        ) as base_pcs,
        cast(0 as bigint) as reserve_pcs,
        cast(max(voters.tps_count) as bigint) as tps_count
    from voters
    join factors on factors.province_code = voters.province_code
    where factors.item_class <> 'ballot'
      and (voters.region_level = 'regency' or factors.applies_overseas)
    group by voters.voter_list_code, voters.region_code, factors.item_code
),

needed as (
    select voter_list_code, region_code, item_code, dapil_code, base_pcs, reserve_pcs, tps_count
    from reserved
    union all
    select voter_list_code, region_code, item_code, dapil_code, base_pcs, reserve_pcs, tps_count
    from goods
)

select
    voter_list_code,
    region_code,
    item_code,
    dapil_code,
    base_pcs + reserve_pcs as need_pcs,
    base_pcs,
    reserve_pcs,
    tps_count
from needed
