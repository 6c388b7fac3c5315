-- The warehouse reports water, fire, a quake or unrest; the quantity may still be unknown.
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    'WAREHOUSE_HAZARD' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    damaged_pcs as quantity_pcs,
    'safe' as expected_text,
    hazard_code as found_text
from core_unit
where hazard_code is not null
