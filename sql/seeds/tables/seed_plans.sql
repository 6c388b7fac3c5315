-- Plans A, B and C for each group of causes: when each applies, what it does, how long it takes.
-- grain: plan_group, plan_code
-- lead_days = lead_time_share x the region's P80 lead time + fixed_days; effect_share = part of the expected
-- stations not ready that the plan can still save; moves_surplus = no more than neighbours hold too many of. All are proposals until lanes are calibrated.
create table seed_plans (
    plan_group      varchar not null,
    plan_code       varchar not null check (plan_code in ('A', 'B', 'C')),
    name_id         varchar not null,
    name_en         varchar not null,
    trigger_id      varchar not null,
    trigger_en      varchar not null,
    lead_time_share decimal(4, 2) not null check (lead_time_share >= 0),
    fixed_days      integer not null check (fixed_days >= 0),
    cost_level      integer not null check (cost_level between 1 and 4),
    effect_share    decimal(4, 2) not null check (effect_share between 0 and 1),
    moves_surplus   boolean not null,
    source          varchar not null
)
