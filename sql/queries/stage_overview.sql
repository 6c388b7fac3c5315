-- Each stage from ordering to destruction: pieces against the need, and how many regions have begun, finished or are silent.
-- grain: phase, stage_code
-- $item_code: one item, or null for all. A region counts at a stage that is planned for its kind, or that it reports:
-- posts abroad neither sort nor fold in a warehouse of a regency.
with counted as (
    select as_of, unit_id, 'ordered' as stage_code, ordered_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'produced' as stage_code, produced_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'shipped' as stage_code, shipped_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'received' as stage_code, received_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'sorted' as stage_code, sorted_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'folded' as stage_code, folded_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'packed' as stage_code, packed_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'at_kecamatan' as stage_code, at_kecamatan_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'at_tps' as stage_code, at_tps_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'returned' as stage_code, returned_pcs as done_pcs from past_stock_position
    union all
    select as_of, unit_id, 'destroyed' as stage_code, destroyed_pcs as done_pcs from past_stock_position
),

of_regions as (
    select
        unit.phase,
        counted.stage_code,
        unit.region_code,
        cast(sum(unit.need_pcs) as bigint) as need_pcs,
        cast(sum(case when counted.done_pcs > unit.need_pcs then unit.need_pcs else counted.done_pcs end) as bigint) as done_pcs,
        bool_and(coalesce(counted.done_pcs, 0) >= unit.need_pcs) as is_done,
        bool_and(counted.done_pcs is null) as is_silent,
        coalesce(sum(counted.done_pcs), 0) > 0 as is_begun
    from counted
    join core_needed_unit as unit using (unit_id)
    join seed_stages as stage using (stage_code)
    where
        counted.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], unit.province_code))
        and (stage.applies_to = 'all' or stage.applies_to = unit.item_class)
        and ($item_code is null or unit.item_code = $item_code)
        and (
            counted.done_pcs is not null
            or (unit.region_level, counted.stage_code) in (select (plan.region_level, plan.stage_code) from core_plan as plan)
            or counted.stage_code not in (select plan.stage_code from core_plan as plan)
        )
    group by unit.phase, counted.stage_code, unit.region_code
),

summed as (
    select
        phase,
        stage_code,
        cast(sum(need_pcs) as bigint) as need_pcs,
        cast(coalesce(sum(done_pcs), 0) as bigint) as done_pcs,
        cast(count(*) as integer) as unit_count,
        cast(count(*) filter (where is_done) as integer) as done_units,
        cast(count(*) filter (where not is_done and not is_silent and is_begun) as integer) as underway_units,
        cast(count(*) filter (where not is_done and not is_silent and not is_begun) as integer) as waiting_units,
        cast(count(*) filter (where is_silent) as integer) as silent_units
    from of_regions
    group by phase, stage_code
),

planned as (
    select
        phase,
        stage_code,
        min(start_on) as start_on,
        max(finish_on) as finish_on,
        max(due_on) as due_on
    from core_plan
    group by phase, stage_code
)

select
    summed.*,
    summed.done_pcs / nullif(cast(summed.need_pcs as double), 0) as done_ratio,
    stage.stage_order,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en,
    stage.national_stage,
    stage.owner_id,
    stage.owner_en,
    planned.start_on,
    planned.finish_on,
    planned.due_on
from summed
join seed_stages as stage using (stage_code)
left join planned using (phase, stage_code)
order by summed.phase, stage.stage_order
