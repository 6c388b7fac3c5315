-- Which causes keep how many stations from being ready (an estimate), largest first: is the cause common?
-- grain: cause_code
select
    entry.cause_code,
    cause.name_id as cause_name_id,
    cause.name_en as cause_name_en,
    min(entry.gate_code) as gate_code,
    cast(count(*) as integer) as entry_count,
    cast(count(distinct entry.region_code) as integer) as region_count,
    cast(count(*) filter (where entry.status = 'red') as integer) as red_entries,
    cast(count(*) filter (where entry.entry_status = 'open') as integer) as unanswered_entries,
    coalesce(round(sum(entry.tps_not_ready), 6), 0) as tps_not_ready,
    max(entry.open_hours) as open_hours
from mart_risk_entry as entry
join seed_causes as cause using (cause_code)
where
    entry.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], entry.province_code))
group by entry.cause_code, cause.name_id, cause.name_en
order by tps_not_ready desc, entry_count desc, entry.cause_code
