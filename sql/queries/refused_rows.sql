-- Refused rows with file, line, column, value and reason, newest file first.
-- grain: delivery_sha256, line_number, column_name
select
    refused.*,
    delivery.file_name,
    delivery.sequence,
    delivery.feed_code,
    delivery.received_at
from board_refused_row as refused
join board_delivery as delivery using (delivery_sha256)
where $delivery_sha256 is null or refused.delivery_sha256 = $delivery_sha256
order by delivery.sequence desc, refused.line_number, refused.column_name
