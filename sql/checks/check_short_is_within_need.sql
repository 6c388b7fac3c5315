-- Fails for a shortage below 0 or above the need.
-- grain: as_of, region_code, item_code, dapil_code
select
    as_of,
    region_code,
    item_code,
    dapil_code,
    short_pcs as found,
    need_pcs as expected
from mart_shortage
where short_pcs < 0 or short_pcs > need_pcs
