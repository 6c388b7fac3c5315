-- Everything the gates ask about a unit: need, stock, goods on the way, time left and limits that apply.
-- Goods received but neither found usable nor damaged yet count as held; an open order counts while its lead time fits,
-- and so does a replacement that is due, which has until sorting (ballots) or packing must end.
-- grain: as_of, unit_id
with joined as (
    select
        position.*,
        received.deadline_at as received_deadline_at,
        case
            when position.as_of < received.deadline_at then received.deadline_at
            when position.as_of < coalesce(packed.finish_at, received.deadline_at) then packed.finish_at
            else coalesce(at_tps.deadline_at, received.deadline_at)
        end as due_at,
        case
            when position.as_of < sorted.deadline_at then sorted.deadline_at
            when position.as_of < packed.finish_at then packed.finish_at
            else coalesce(at_tps.deadline_at, received.deadline_at)
        end as replacement_due_at,
        coalesce(transit.in_transit_in_time_pcs, 0) as in_transit_in_time_pcs,
        coalesce(transit.in_transit_late_pcs, 0) as in_transit_late_pcs,
        coalesce(transit.unbooked_pcs, 0) as unbooked_pcs,
        transit.planned_due_pcs,
        transit.planned_pcs,
        transit.oldest_overdue_at,
        coalesce(transit.shipment_count, 0) as shipment_count,
        coalesce(position.usable_pcs, position.received_pcs - coalesce(position.damaged_pcs, 0)) as held_pcs,
        greatest(
            position.received_pcs - position.usable_pcs - coalesce(position.damaged_pcs, 0) + coalesce(position.replaced_pcs, 0), 0
        ) as unchecked_pcs
    from core_stock_position as position
    left join core_plan as received
        on received.region_level = position.region_level and received.item_code = position.item_code and received.stage_code = 'received'
    left join core_plan as sorted
        on sorted.region_level = position.region_level and sorted.item_code = position.item_code and sorted.stage_code = 'sorted'
    left join core_plan as packed
        on packed.region_level = position.region_level and packed.item_code = position.item_code and packed.stage_code = 'packed'
    left join core_plan as at_tps
        on at_tps.region_level = position.region_level and at_tps.item_code = position.item_code and at_tps.stage_code = 'at_tps'
    left join core_unit_transit as transit on transit.as_of = position.as_of and transit.unit_id = position.unit_id
    where position.is_judged
),

timed as (
    select
        *,
        date_diff('hour', as_of, due_at) / 24.0 as days_left,
        lead_time_days <= date_diff('hour', as_of, replacement_due_at) / 24.0 as is_replacement_in_time,
        date_diff('minute', reported_at, as_of) / 60.0 as age_hours,
        held_pcs + coalesce(unchecked_pcs, 0) as on_hand_pcs,
        -- greatest() and least() skip nulls: an unknown count must stay unknown
        case
            when damaged_pcs is not null and held_pcs is not null
                then greatest(
                    least(
                        damaged_pcs - coalesce(replaced_pcs, 0),
                        need_pcs - held_pcs - coalesce(unchecked_pcs, 0) - in_transit_in_time_pcs
                    ), 0
                )
        end as open_replacement_pcs,
        greatest(coalesce(ordered_pcs, 0) - greatest(coalesce(shipped_pcs, 0), coalesce(received_pcs, 0)), 0) as open_order_pcs
    from joined
),

supplied as (
    select
        *,
        lead_time_days <= days_left as is_lead_time_left,
        case when lead_time_days <= days_left then open_order_pcs else 0 end
        + case when is_replacement_in_time then coalesce(open_replacement_pcs, 0) else 0 end as coming_pcs
    from timed
)

select
    *,
    case when on_hand_pcs is not null then greatest(need_pcs - on_hand_pcs - in_transit_in_time_pcs - coming_pcs, 0) end as short_pcs,
    case when held_pcs is not null then greatest(held_pcs - need_pcs - coalesce(destroyed_pcs, 0), 0) end as surplus_pcs,
    on_hand_pcs / nullif(cast(need_pcs as double), 0) as coverage_ratio,
    damaged_pcs / nullif(cast(case when item_class = 'ballot' then coalesce(sorted_pcs, received_pcs) else received_pcs end as double), 0) as damage_ratio
from supplied
