-- The number of the latest delivery; 0 before the first.
-- grain: one row
select coalesce(max(sequence), 0) as sequence
from raw_delivery
