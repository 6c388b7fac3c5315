-- More usable pieces than the need are left on the last day; they must be destroyed (detik d-7657231).
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    'SURPLUS' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    surplus_pcs as quantity_pcs,
    '0' as expected_text,
    cast(surplus_pcs as varchar) as found_text
from core_unit
where days_before <= 1 and item_class = 'ballot' and surplus_pcs > 0
