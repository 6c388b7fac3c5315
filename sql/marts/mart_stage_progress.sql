-- Pieces planned and done at each stage, by province and item: the S-curve. Units that never reported add to the need only.
-- grain: as_of, province_code, item_code, stage_code
select
    as_of,
    province_code,
    item_code,
    phase,
    stage_code,
    cast(sum(need_pcs) as bigint) as need_pcs,
    cast(sum(case when done_pcs > need_pcs then need_pcs else done_pcs end) as bigint) as done_pcs,
    cast(sum(need_pcs * planned_ratio) as bigint) as planned_pcs,
    cast(count(*) filter (where done_pcs is null) as integer) as silent_units
from core_stage_unit
group by as_of, province_code, item_code, phase, stage_code
