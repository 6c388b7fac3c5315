-- Counts that cannot be: received over shipped, usable and damaged over received, a cumulative count that fell without a correction.
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    'IMPOSSIBLE' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    received_pcs as quantity_pcs,
    case
        when received_pcs > shipped_pcs then 'received <= shipped'
        when usable_pcs + damaged_pcs > received_pcs + coalesce(replaced_pcs, 0) then 'usable + damaged <= received'
        else 'count never falls'
    end as expected_text,
    case
        when received_pcs > shipped_pcs then cast(received_pcs as varchar) || ' > ' || cast(shipped_pcs as varchar)
        when usable_pcs + damaged_pcs > received_pcs + coalesce(replaced_pcs, 0)
            then cast(usable_pcs + damaged_pcs as varchar) || ' > ' || cast(received_pcs as varchar)
        else cast(earlier_received_pcs as varchar) || ' -> ' || cast(received_pcs as varchar)
    end as found_text
from core_stock_position
where
    is_judged
    and (
        received_pcs > shipped_pcs
        or usable_pcs + damaged_pcs > received_pcs + coalesce(replaced_pcs, 0)
        or (fresh_revision = 0 and (fresh_received_pcs < earlier_received_pcs or fresh_at_tps_pcs < earlier_at_tps_pcs))
    )
