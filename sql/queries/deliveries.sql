-- Every file received, newest first.
-- grain: delivery_sha256
select *
from board_delivery
order by sequence desc
