-- The units an hourly snapshot tells of, numbered.
-- grain: region_code, item_code, dapil_code
select
    $regions[place + 1]     as region_code,
    $items[place + 1]       as item_code,
    $dapils[place + 1]      as dapil_code,
    place,
    len($regions)           as unit_count
from range(len($regions)) as places (place)
