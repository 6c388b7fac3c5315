-- Everything the gates ask about a unit: need, stock, goods on the way, time left and limits that apply.
-- Goods received but neither found usable nor damaged yet count as held; an open order counts while its lead time fits.
-- grain: as_of, region_code, item_code, dapil_code
with joined as (
    select
        position.*,
        region.province_code,
        region.region_level,
        item.item_class,
        item.is_critical,
        item.phase,
        coalesce(lead_time.p80_days, 14) as lead_time_days,
        received.deadline_at as received_deadline_at,
        case
            when position.as_of < received.deadline_at then received.deadline_at
            when position.as_of < coalesce(packed.finish_at, received.deadline_at) then packed.finish_at
            else coalesce(at_tps.deadline_at, received.deadline_at)
        end as due_at,
        coalesce(transit.in_transit_in_time_pcs, 0) as in_transit_in_time_pcs,
        coalesce(transit.in_transit_late_pcs, 0) as in_transit_late_pcs,
        transit.planned_due_pcs,
        transit.planned_pcs,
        transit.oldest_overdue_at,
        coalesce(transit.shipment_count, 0) as shipment_count,
        coalesce(position.usable_pcs, position.received_pcs - coalesce(position.damaged_pcs, 0)) as held_pcs,
        greatest(
            position.received_pcs - position.usable_pcs - coalesce(position.damaged_pcs, 0) + coalesce(position.replaced_pcs, 0), 0
        ) as unchecked_pcs,
        conflict.region_code is not null as is_conflicting
    from core_stock_position as position
    join seed_regions as region using (region_code)
    join seed_items as item using (item_code)
    left join seed_lead_times as lead_time using (island_group)
    left join core_plan as received
        on received.region_level = region.region_level and received.item_code = position.item_code and received.stage_code = 'received'
    left join core_plan as packed
        on packed.region_level = region.region_level and packed.item_code = position.item_code and packed.stage_code = 'packed'
    left join core_plan as at_tps
        on at_tps.region_level = region.region_level and at_tps.item_code = position.item_code and at_tps.stage_code = 'at_tps'
    left join core_unit_transit as transit
        on
            transit.as_of = position.as_of
            and transit.region_code = position.region_code
            and transit.item_code = position.item_code
            and transit.dapil_code = position.dapil_code
    left join stg_stock_conflict as conflict
        on
            conflict.as_of = position.as_of
            and conflict.region_code = position.region_code
            and conflict.item_code = position.item_code
            and conflict.dapil_code = position.dapil_code
),

timed as (
    select
        *,
        date_diff('hour', as_of, due_at) / 24.0 as days_left,
        date_diff('minute', reported_at, as_of) / 60.0 as age_hours,
        held_pcs + coalesce(unchecked_pcs, 0) as on_hand_pcs,
        -- greatest() and least() skip nulls: an unknown count must stay unknown
        case
            when damaged_pcs is not null and held_pcs is not null
                then greatest(least(damaged_pcs - coalesce(replaced_pcs, 0), need_pcs - held_pcs), 0)
        end as open_replacement_pcs,
        greatest(coalesce(ordered_pcs, 0) - greatest(coalesce(shipped_pcs, 0), coalesce(received_pcs, 0)), 0) as open_order_pcs
    from joined
),

supplied as (
    select
        *,
        lead_time_days <= days_left as is_lead_time_left,
        case when lead_time_days <= days_left then open_order_pcs + coalesce(open_replacement_pcs, 0) else 0 end as coming_pcs
    from timed
)

select
    *,
    case when on_hand_pcs is not null then greatest(need_pcs - on_hand_pcs - in_transit_in_time_pcs - coming_pcs, 0) end as short_pcs,
    case when held_pcs is not null then greatest(held_pcs - need_pcs - coalesce(destroyed_pcs, 0), 0) end as surplus_pcs,
    on_hand_pcs / nullif(cast(need_pcs as double), 0) as coverage_ratio,
    damaged_pcs / nullif(cast(case when item_class = 'ballot' then coalesce(sorted_pcs, received_pcs) else received_pcs end as double), 0) as damage_ratio
from supplied
