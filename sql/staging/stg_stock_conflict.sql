-- Units for which two deliveries say different things about the same moment and revision.
-- grain: day_began_at, unit_id
with repeated as (
    select
        unit_id,
        snapshot_at,
        revision
    from stg_stock
    group by unit_id, snapshot_at, revision
    having count(*) > 1
),

disagreeing as (
    select
        unit_id,
        snapshot_at,
        day_began_at,
        revision
    from stg_stock
    join repeated using (unit_id, snapshot_at, revision)
    group by unit_id, snapshot_at, day_began_at, revision
    having (
        min(ordered_pcs) <> max(ordered_pcs)
        or min(produced_pcs) <> max(produced_pcs)
        or min(shipped_pcs) <> max(shipped_pcs)
        or min(received_pcs) <> max(received_pcs)
        or min(usable_pcs) <> max(usable_pcs)
        or min(damaged_pcs) <> max(damaged_pcs)
        or min(replaced_pcs) <> max(replaced_pcs)
        or min(sorted_pcs) <> max(sorted_pcs)
        or min(folded_pcs) <> max(folded_pcs)
        or min(packed_pcs) <> max(packed_pcs)
        or min(at_kecamatan_pcs) <> max(at_kecamatan_pcs)
        or min(at_tps_pcs) <> max(at_tps_pcs)
        or min(returned_pcs) <> max(returned_pcs)
        or min(destroyed_pcs) <> max(destroyed_pcs)
        or min(hazard_code) <> max(hazard_code)
    )
)

select distinct
    day_began_at,
    unit_id
from disagreeing
