-- Usable ballots cover the voters but no longer the whole reserve, after the warehouse deadline.
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    'RESERVE_CONSUMED' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    need_pcs - on_hand_pcs as quantity_pcs,
    cast(need_pcs as varchar) as expected_text,
    cast(on_hand_pcs as varchar) as found_text
from core_unit
where item_class = 'ballot' and as_of >= received_deadline_at and on_hand_pcs >= base_pcs and on_hand_pcs < need_pcs
