-- Per phase and stage: units behind, missed and silent, the worst deviation and the pace still required.
-- grain: phase, stage_code
select
    timeline.phase,
    timeline.stage_code,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en,
    stage.stage_order,
    min(timeline.start_on) as start_on,
    max(timeline.finish_on) as finish_on,
    max(timeline.due_on) as due_on,
    cast(count(*) as integer) as unit_count,
    cast(count(*) filter (where timeline.actual_ratio >= 1) as integer) as done_units,
    cast(count(*) filter (where timeline.deviation_days > 0 and timeline.actual_ratio < 1) as integer) as behind_units,
    cast(count(*) filter (where timeline.is_missed) as integer) as missed_units,
    cast(count(*) filter (where timeline.actual_ratio is null) as integer) as silent_units,
    max(timeline.deviation_days) as worst_deviation_days,
    median(timeline.deviation_days) as median_deviation_days,
    quantile_cont(timeline.deviation_days, 0.1) filter (where timeline.actual_ratio < 1) as p10_deviation_days,
    quantile_cont(timeline.deviation_days, 0.5) filter (where timeline.actual_ratio < 1) as p50_deviation_days,
    quantile_cont(timeline.deviation_days, 0.9) filter (where timeline.actual_ratio < 1) as p90_deviation_days,
    cast(min(date_diff('day', timeline.finish_on, timeline.due_on)) as integer) as spare_days,
    cast(count(*) filter (where timeline.status = 'red') as integer) as red_units,
    cast(count(*) filter (where timeline.status = 'amber') as integer) as amber_units,
    cast(count(*) filter (where timeline.status = 'grey') as integer) as grey_units,
    cast(sum(timeline.required_daily_pcs) as double) as required_daily_pcs,
    cast(sum(timeline.best_daily_pcs) as double) as best_daily_pcs,
    sum(timeline.required_daily_pcs) / nullif(sum(timeline.best_daily_pcs), 0) as rate_ratio
from mart_timeline as timeline
join seed_stages as stage using (stage_code)
where
    timeline.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], timeline.province_code))
group by timeline.phase, timeline.stage_code, stage.name_id, stage.name_en, stage.stage_order
order by timeline.phase, stage.stage_order
