-- Fails for a critical unit that is not green and whose reason has no entry in the risk register.
-- grain: as_of, region_code, item_code, dapil_code
select
    unit.as_of,
    unit.region_code,
    unit.item_code,
    unit.dapil_code,
    unit.reason_code as found,
    'an entry of mart_risk_entry' as expected
from mart_unit_status as unit
left join mart_risk_entry as entry
    on
        entry.as_of = unit.as_of
        and entry.region_code = unit.region_code
        and entry.item_code = unit.item_code
        and entry.cause_code = unit.reason_code
where unit.is_critical and unit.status <> 'green' and entry.region_code is null
