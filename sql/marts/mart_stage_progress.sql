-- Pieces planned and done at each stage, by province and item: the S-curve. Units that never reported add to the need only.
-- grain: as_of, province_code, item_code, stage_code
with summed as (
    select
        as_of,
        province_code,
        region_level,
        item_code,
        cast(sum(need_pcs) as bigint) as need_pcs,
        cast(sum(case when produced_pcs > need_pcs then need_pcs else produced_pcs end) as bigint) as produced_pcs,
        cast(count(*) filter (where produced_pcs is null) as integer) as produced_silent_units,
        cast(sum(case when shipped_pcs > need_pcs then need_pcs else shipped_pcs end) as bigint) as shipped_pcs,
        cast(count(*) filter (where shipped_pcs is null) as integer) as shipped_silent_units,
        cast(sum(case when received_pcs > need_pcs then need_pcs else received_pcs end) as bigint) as received_pcs,
        cast(count(*) filter (where received_pcs is null) as integer) as received_silent_units,
        cast(sum(case when sorted_pcs > need_pcs then need_pcs else sorted_pcs end) as bigint) as sorted_pcs,
        cast(count(*) filter (where sorted_pcs is null) as integer) as sorted_silent_units,
        cast(sum(case when folded_pcs > need_pcs then need_pcs else folded_pcs end) as bigint) as folded_pcs,
        cast(count(*) filter (where folded_pcs is null) as integer) as folded_silent_units,
        cast(sum(case when packed_pcs > need_pcs then need_pcs else packed_pcs end) as bigint) as packed_pcs,
        cast(count(*) filter (where packed_pcs is null) as integer) as packed_silent_units,
        cast(sum(case when at_kecamatan_pcs > need_pcs then need_pcs else at_kecamatan_pcs end) as bigint) as at_kecamatan_pcs,
        cast(count(*) filter (where at_kecamatan_pcs is null) as integer) as at_kecamatan_silent_units,
        cast(sum(case when at_tps_pcs > need_pcs then need_pcs else at_tps_pcs end) as bigint) as at_tps_pcs,
        cast(count(*) filter (where at_tps_pcs is null) as integer) as at_tps_silent_units
    from core_stock_position
    group by as_of, province_code, region_level, item_code
),

counted as (
    select as_of, province_code, region_level, item_code, need_pcs, 'produced' as stage_code, produced_pcs as done_pcs, produced_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'shipped' as stage_code, shipped_pcs as done_pcs, shipped_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'received' as stage_code, received_pcs as done_pcs, received_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'sorted' as stage_code, sorted_pcs as done_pcs, sorted_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'folded' as stage_code, folded_pcs as done_pcs, folded_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'packed' as stage_code, packed_pcs as done_pcs, packed_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'at_kecamatan' as stage_code, at_kecamatan_pcs as done_pcs, at_kecamatan_silent_units as silent_units
    from summed
    union all
    select as_of, province_code, region_level, item_code, need_pcs, 'at_tps' as stage_code, at_tps_pcs as done_pcs, at_tps_silent_units as silent_units
    from summed
)

select
    counted.as_of,
    counted.province_code,
    counted.item_code,
    plan.phase,
    counted.stage_code,
    counted.need_pcs,
    counted.done_pcs,
    cast(
        counted.need_pcs
        * least(date_diff('minute', plan.start_at, counted.as_of) / cast(date_diff('minute', plan.start_at, plan.finish_at) as double), 1) as bigint
    ) as planned_pcs,
    counted.silent_units
from counted
join core_plan as plan
    on
        plan.region_level = counted.region_level
        and plan.item_code = counted.item_code
        and plan.stage_code = counted.stage_code
where counted.as_of >= plan.start_at
