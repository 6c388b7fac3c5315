-- Plans A, B and C for each open entry that has a deadline, with the last day each can be decided on.
-- Decide by = deadline - lead time of the plan - 1 day. What a plan saves is an estimate; moving a surplus saves no more
-- than the regions of the province hold too many of the same goods and area.
-- grain: region_code, item_code, cause_code, plan_code
with needy as (
    select *
    from mart_unit_status as unit
    where
        unit.as_of = coalesce($as_of, (select as_of from board_meta))
        and unit.short_pcs > 0
        and ($province_codes is null or list_contains($province_codes::varchar[], unit.province_code))
),

spare as (
    select
        province_code,
        item_code,
        dapil_code,
        cast(sum(surplus_pcs) as bigint) as surplus_pcs
    from mart_unit_status
    where as_of = coalesce($as_of, (select as_of from board_meta)) and surplus_pcs > 0
    group by province_code, item_code, dapil_code
),

movable as (
    select
        needy.region_code,
        needy.item_code,
        sum(case when coalesce(spare.surplus_pcs, 0) < needy.short_pcs then coalesce(spare.surplus_pcs, 0) else needy.short_pcs end)
        / cast(sum(needy.short_pcs) as double) as movable_share
    from needy
    left join spare using (province_code, item_code, dapil_code)
    group by needy.region_code, needy.item_code
),

planned as (
    select
        entry.*,
        plan.plan_code as offered_plan_code,
        plan.name_id as plan_name_id,
        plan.name_en as plan_name_en,
        plan.trigger_id,
        plan.trigger_en,
        plan.cost_level,
        plan.effect_share * case when plan.moves_surplus then coalesce(movable.movable_share, 1) else 1 end as effect_share,
        cast(ceil(plan.lead_time_share * entry.lead_time_days) as integer) + plan.fixed_days as lead_days
    from mart_risk_entry as entry
    join seed_plans as plan using (plan_group)
    left join movable using (region_code, item_code)
    where
        entry.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], entry.province_code))
)

select
    planned.as_of,
    planned.region_code,
    region.name as region_name,
    planned.province_code,
    planned.item_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    planned.cause_code,
    cause.name_id as cause_name_id,
    cause.name_en as cause_name_en,
    planned.status,
    planned.status_rank,
    planned.risk_score,
    planned.tps_not_ready,
    planned.due_on,
    planned.offered_plan_code as plan_code,
    planned.plan_name_id,
    planned.plan_name_en,
    planned.trigger_id,
    planned.trigger_en,
    planned.cost_level,
    planned.lead_days,
    planned.due_on - planned.lead_days - 1 as plan_decide_by,
    coalesce(planned.due_on - planned.lead_days - 1 < cast(planned.as_of + interval 7 hour as date), false) as is_past,
    coalesce(planned.plan_code = planned.offered_plan_code, false) as is_chosen,
    planned.tps_not_ready * planned.effect_share as tps_saved,
    planned.tps_not_ready * (1 - planned.effect_share) as tps_after
from planned
join seed_regions as region using (region_code)
join seed_items as item using (item_code)
join seed_causes as cause using (cause_code)
order by
    planned.risk_score desc,
    planned.tps_not_ready desc nulls last,
    planned.region_code,
    planned.item_code,
    planned.cause_code,
    planned.offered_plan_code
