-- Hourly snapshots of the whole country, ten counts an hour: what $hours deliveries before $until have loaded.
-- Delivery n is of the hour that ends ($hours - n) hours before $until.
-- grain: delivery_sha256, line_number
with hourly as (
    select
        sha256('history-' || number)                                 as delivery_sha256,
        number,
        $until::timestamp - to_hours(cast($hours - number as integer)) as hour_at
    from range($first, $last + 1) as hours (number)
),

reading as (
    select range as number
    from range(10)
)

select
    hourly.delivery_sha256,
    cast(reading.number * unit.unit_count + unit.place + 1 as integer)    as line_number,
    hourly.hour_at - to_minutes(cast(6 * reading.number as integer))      as snapshot_at,
    0                                                                     as revision,
    unit.region_code,
    unit.item_code,
    unit.dapil_code,
    cast(200 + (unit.place * 7 + hourly.number) % 300 as bigint)          as received_pcs,
    cast(200 + (unit.place * 7 + hourly.number) % 300 - hourly.number % 5 as bigint) as usable_pcs,
    cast(hourly.number % 5 as bigint)                                     as damaged_pcs,
    'SILOG'                                                               as source_name
from hourly
cross join reading
cross join history_unit as unit
order by hourly.number, line_number
