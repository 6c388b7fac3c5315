-- A region has not reported a critical item within the first limit of gate D, or never.
-- grain: as_of, region_code
select
    gate.as_of,
    'STALE_REPORT' as alarm_code,
    unit.region_code,
    '-' as item_code,
    '-' as dapil_code,
    cast(null as varchar) as shipment_code,
    min(unit.reported_at) as opened_at,
    cast(count(*) as bigint) as quantity_pcs,
    'fresh' as expected_text,
    cast(coalesce(round(max(gate.age_hours)), -1) as varchar) as found_text
from core_gate_d as gate
join core_unit as unit using (as_of, unit_id)
where unit.is_critical and gate.reason_code in ('D.stale', 'D.never')
group by gate.as_of, unit.region_code
