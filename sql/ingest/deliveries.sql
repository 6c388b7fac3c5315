-- Every receipt in the database, beside the rows that are really there.
-- grain: delivery_sha256
with loaded as (
    select delivery_sha256, count(*) as loaded_rows
    from raw_stock_snapshot
    group by delivery_sha256
    union all
    select delivery_sha256, count(*) as loaded_rows
    from raw_shipment_snapshot
    group by delivery_sha256
    union all
    select delivery_sha256, count(*) as loaded_rows
    from raw_action_event
    group by delivery_sha256
),

refused as (
    select delivery_sha256, count(distinct line_number) as refused_rows
    from raw_refused_row
    group by delivery_sha256
),

present as (
    select delivery_sha256, loaded_rows, 0 as refused_rows from loaded
    union all
    select delivery_sha256, 0 as loaded_rows, refused_rows from refused
),

counted as (
    select
        delivery_sha256,
        sum(loaded_rows)  as loaded_rows,
        sum(refused_rows) as refused_rows
    from present
    group by delivery_sha256
)

select
    delivery_sha256,
    delivery.sequence,
    delivery.file_name,
    delivery.feed_code,
    delivery.contract_version,
    delivery.profile_code,
    delivery.byte_count,
    delivery.row_count,
    delivery.loaded_count,
    delivery.refused_count,
    delivery.outcome,
    delivery.refusal_code,
    delivery.refusal_facts_json,
    delivery.received_at,
    delivery.sender,
    coalesce(counted.loaded_rows, 0)::bigint  as loaded_rows,
    coalesce(counted.refused_rows, 0)::bigint as refused_rows
from raw_delivery as delivery
full join counted using (delivery_sha256)
order by delivery.sequence
