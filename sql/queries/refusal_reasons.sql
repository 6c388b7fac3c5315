-- How many rows were refused for which reason, in how many files.
-- grain: reason_code, column_name
select
    reason_code,
    column_name,
    cast(count(*) as bigint) as refused_count,
    cast(count(distinct delivery_sha256) as bigint) as delivery_count
from board_refused_row
group by reason_code, column_name
order by refused_count desc, reason_code, column_name
