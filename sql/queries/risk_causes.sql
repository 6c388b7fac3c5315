-- Which causes keep how many stations from being ready (an estimate), largest first: is the cause common?
-- Several goods of one cause hold back the same stations of a region: their shares are multiplied, as in its status, not added.
-- grain: cause_code
with entry as (
    select *
    from mart_risk_entry
    where
        as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], province_code))
),

held as (
    select
        entry.cause_code,
        entry.region_code,
        max(status.tps_count)
        * (1 - exp(sum(ln(1 - least(entry.tps_not_ready / nullif(cast(status.tps_count as double), 0), 0.999999))))) as tps_not_ready
    from entry
    join mart_region_status as status using (as_of, region_code)
    group by entry.cause_code, entry.region_code
),

held_back as (
    select cause_code, round(sum(tps_not_ready), 6) as tps_not_ready
    from held
    group by cause_code
)

select
    entry.cause_code,
    cause.name_id as cause_name_id,
    cause.name_en as cause_name_en,
    min(entry.gate_code) as gate_code,
    cast(count(*) as integer) as entry_count,
    cast(count(distinct entry.region_code) as integer) as region_count,
    cast(count(*) filter (where entry.status = 'red') as integer) as red_entries,
    cast(count(*) filter (where entry.entry_status = 'open') as integer) as unanswered_entries,
    coalesce(max(held_back.tps_not_ready), 0) as tps_not_ready,
    max(entry.open_hours) as open_hours
from entry
join seed_causes as cause using (cause_code)
join held_back using (cause_code)
group by entry.cause_code, cause.name_id, cause.name_en
order by tps_not_ready desc, entry_count desc, entry.cause_code
