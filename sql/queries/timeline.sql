-- Days ahead (-) or behind (+) for each region and stage, furthest behind first.
-- grain: region_code, phase, stage_code
select
    timeline.*,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en,
    stage.stage_order,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    date_diff('day', timeline.due_on, election.voting_on) as due_days_before
from mart_timeline as timeline
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = timeline.province_code
join seed_stages as stage using (stage_code)
join seed_items as item using (item_code)
cross join seed_election as election
where
    timeline.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], timeline.province_code))
order by timeline.is_missed desc, timeline.deviation_days desc nulls last, timeline.tps_count desc, timeline.region_code, timeline.phase, stage.stage_order
