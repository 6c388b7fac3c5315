-- What each delivery put into each raw table, as sums that do not depend on the order of rows.
-- Arrival facts of a delivery (sequence, received_at, sender, file_name) are left out: two databases
-- that took the same files in another order hold the same state.
-- grain: table_name, delivery_sha256
with row_texts as (
    select
        'raw_stock_snapshot'    as table_name,
        delivery_sha256,
        to_json(stock)::varchar as row_text
    from raw_stock_snapshot as stock
    union all
    select
        'raw_shipment_snapshot'    as table_name,
        delivery_sha256,
        to_json(shipment)::varchar as row_text
    from raw_shipment_snapshot as shipment
    union all
    select
        'raw_action_event'     as table_name,
        delivery_sha256,
        to_json(action)::varchar as row_text
    from raw_action_event as action
    union all
    select
        'raw_refused_row'         as table_name,
        delivery_sha256,
        to_json(refused)::varchar as row_text
    from raw_refused_row as refused
    union all
    select
        'raw_delivery'             as table_name,
        delivery_sha256,
        to_json(delivery)::varchar as row_text
    from (
        select * exclude (sequence, received_at, sender, file_name)
        from raw_delivery
    ) as delivery
)

select
    table_name,
    delivery_sha256,
    count(*)                                 as row_count,
    sum(md5_number_lower(row_text))::varchar as lower_sum,
    sum(md5_number_upper(row_text))::varchar as upper_sum
from row_texts
group by table_name, delivery_sha256
order by table_name, delivery_sha256
