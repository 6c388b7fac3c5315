-- The receipt of one delivery, if there is one.
-- grain: delivery_sha256
select *
from raw_delivery
where delivery_sha256 = $sha256
