-- Units that hold less than they need once goods in time and open orders are counted, and the packs that close the gap.
-- grain: as_of, region_code, item_code, dapil_code
select
    unit.as_of,
    unit.region_code,
    unit.province_code,
    unit.item_code,
    unit.dapil_code,
    unit.need_pcs,
    unit.have_pcs as usable_pcs,
    unit.received_pcs,
    unit.in_transit_in_time_pcs,
    unit.in_transit_late_pcs,
    unit.damaged_pcs,
    unit.open_order_pcs,
    unit.short_pcs,
    cast(ceil(unit.short_pcs / cast(item.pieces_per_pack as double)) as bigint) as short_packs,
    unit.coverage_ratio,
    unit.status,
    unit.reason_code,
    unit.lead_time_days,
    unit.decide_by,
    unit.due_on,
    unit.tps_count * unit.unready_ratio as tps_not_ready,
    unit.reported_at,
    unit.age_hours
from mart_unit_status as unit
join seed_items as item using (item_code)
where unit.short_pcs > 0
