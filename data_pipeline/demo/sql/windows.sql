-- The planned window of each stage, in days before the vote.
-- grain: region_level, phase, stage_code, item_code
select
    region_level,
    phase,
    stage_code,
    item_code,
    start_days_before,
    finish_days_before
from seed_stage_plan
order by region_level, phase, stage_code, item_code
