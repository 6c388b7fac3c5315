-- The planned window of each stage of each item, as moments (UTC; plans are days in WIB, UTC+7).
-- grain: region_level, item_code, stage_code
with applicable as (
    select
        item.item_code,
        plan.*,
        plan.item_code = '*' as is_general
    from seed_items as item
    join seed_stage_plan as plan
        on item.phase = plan.phase and plan.item_code in ('*', item.item_code)
    join seed_stages as stage using (stage_code)
    where stage.applies_to = 'all' or stage.applies_to = item.item_class
),

chosen as (
    select
        region_level,
        item_code,
        stage_code,
        min(is_general) as is_general
    from applicable
    group by region_level, item_code, stage_code
)

select
    applicable.region_level,
    applicable.item_code,
    applicable.stage_code,
    applicable.phase,
    applicable.milestone_code,
    applicable.hardness,
    election.voting_on - applicable.start_days_before as start_on,
    election.voting_on - applicable.finish_days_before as finish_on,
    election.voting_on - applicable.deadline_days_before as due_on,
    cast(election.voting_on - applicable.start_days_before as timestamp) - interval 7 hour as start_at,
    cast(election.voting_on - applicable.finish_days_before as timestamp) - interval 7 hour as finish_at,
    cast(election.voting_on - applicable.deadline_days_before + 1 as timestamp) - interval 7 hour as deadline_at
from applicable
join chosen using (region_level, item_code, stage_code, is_general)
cross join seed_election as election
