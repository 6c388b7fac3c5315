-- Each milestone with its date, its days to go and how many units have reached it.
-- grain: milestone_code
with reached as (
    select
        milestone_code,
        count(*) as stage_units,
        count(*) filter (where actual_ratio >= 1) as done_units,
        count(*) filter (where is_missed) as missed_units,
        count(*) filter (where actual_ratio is null) as silent_units
    from mart_timeline as timeline
    where
        timeline.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], timeline.province_code))
    group by milestone_code
)

select
    milestone.milestone_code,
    milestone.name_id,
    milestone.name_en,
    milestone.hardness,
    milestone.days_before,
    election.voting_on - milestone.days_before as due_on,
    date_diff('day', cast(coalesce($as_of, (select as_of from board_meta)) + interval 7 hour as date), election.voting_on - milestone.days_before) as days_to_go,
    cast(reached.stage_units as integer) as unit_count,
    cast(reached.done_units as integer) as done_units,
    cast(reached.missed_units as integer) as missed_units,
    cast(reached.silent_units as integer) as silent_units,
    milestone.source
from seed_milestones as milestone
cross join seed_election as election
left join reached using (milestone_code)
where milestone.province_code = '*'
order by milestone.days_before desc, milestone.milestone_code
