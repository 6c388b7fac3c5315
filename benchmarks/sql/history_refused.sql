-- What those deliveries had refused: one row in 200.
-- grain: delivery_sha256, line_number
select
    sha256('history-' || number)     as delivery_sha256,
    cast(refused * 200 as integer)   as line_number,
    'received_pcs'                   as column_name,
    '-5'                             as value_text,
    'NEGATIVE'                       as reason_code,
    '{"column": "received_pcs", "value": "-5"}' as facts_json,
    '2024-01-08T08:00:00Z,0,33.01,ss_dpd,33,-5,269,3,SILOG' as line_text
from range($first, $last + 1) as hours (number)
cross join range(1, 361) as rows_of (refused)
