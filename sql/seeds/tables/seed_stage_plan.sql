-- The planned window of each stage, counted in days before the vote; a row with an item replaces the '*' row.
-- grain: region_level, phase, stage_code, item_code
create table seed_stage_plan (
    region_level         varchar not null check (region_level in ('regency', 'post')),
    phase                integer not null check (phase in (1, 2)),
    stage_code           varchar not null,
    item_code            varchar not null,
    start_days_before    integer not null,
    finish_days_before   integer not null check (finish_days_before <= start_days_before),
    deadline_days_before integer not null check (deadline_days_before <= finish_days_before),
    milestone_code       varchar not null,
    hardness             varchar not null check (hardness in ('soft', 'hard', 'legal')),
    source               varchar not null
)
