-- Every code a snapshot row may name; dapil_code is filled only in the register of contest areas.
-- grain: register_name, code, dapil_code
select
    'region'    as register_name,
    region_code as code,
    null        as dapil_code
from seed_regions

union all

select
    'kecamatan'    as register_name,
    kecamatan_code as code,
    null           as dapil_code
from seed_kecamatan

union all

select
    'item'    as register_name,
    item_code as code,
    null      as dapil_code
from seed_items

union all

select
    'dapil'   as register_name,
    item_code as code,
    '-'       as dapil_code
from seed_items
where contest_code is null

union all

select distinct
    'dapil'    as register_name,
    item_code  as code,
    dapil_code as dapil_code
from seed_contest_areas
