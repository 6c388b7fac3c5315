-- Each stage a regency is in: its planned days, and how far behind it is.
-- grain: region_code, phase, stage
select
    region.province_code,
    timeline.region_code,
    timeline.phase,
    stage.name_en as stage,
    stage.stage_order,
    timeline.start_on,
    timeline.finish_on,
    timeline.deviation_days
from kept.mart_timeline as timeline
join kept.seed_regions as region using (region_code)
join kept.seed_stages as stage using (stage_code)
where
    timeline.as_of = (select as_of from kept.board_meta)
    and region.region_level = 'regency'
order by stage.stage_order, timeline.phase, timeline.region_code
