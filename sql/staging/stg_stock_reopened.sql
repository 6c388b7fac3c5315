-- Days of units for which a new row does not come after all that the board before knew: they are told from every row.
-- grain: day_began_at, unit_id
select distinct
    fresh.day_began_at,
    fresh.unit_id,
    fresh.region_code,
    fresh.item_code,
    fresh.dapil_code
from stg_stock_new as fresh
join past_stock_day as known using (day_began_at, unit_id)
where
    fresh.snapshot_at < known.reported_at
    or (fresh.snapshot_at = known.reported_at and least(fresh.revision, 99) <= least(known.revision, 99))
