-- What is held, on its way and ordered in time does not cover the need.
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    'SHORT' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    short_pcs as quantity_pcs,
    cast(need_pcs as varchar) as expected_text,
    cast(need_pcs - short_pcs as varchar) as found_text
from core_unit
where short_pcs > 0
