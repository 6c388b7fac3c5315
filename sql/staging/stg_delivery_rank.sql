-- A rank for every delivery that depends on its bytes alone, so that arrival order decides nothing.
-- grain: delivery_sha256
select
    delivery_sha256,
    sequence,
    row_number() over (order by delivery_sha256) as delivery_rank
from raw_delivery
