-- The unit that decides each region's status: critical items, and any item with an open destination alarm.
-- grain: as_of, region_code
with ranked as (
    select
        unit.as_of,
        unit.unit_id,
        badness.badness,
        row_number() over (
            partition by unit.as_of, unit.region_code
            order by badness.badness desc, unit.unready_ratio desc nulls last, unit.decide_by nulls last, unit.unit_id
        ) as place
    from mart_unit_status as unit
    join core_badness as badness using (as_of, status)
    where unit.is_critical or unit.s_status <> 'green'
)

select
    unit.*,
    ranked.badness
from ranked
join mart_unit_status as unit using (as_of, unit_id)
where ranked.place = 1
