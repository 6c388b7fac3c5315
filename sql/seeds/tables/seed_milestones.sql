-- Dates by which a stage has to be complete, in days before voting day (negative: after it).
-- grain: milestone_code, province_code; a province's row replaces the '*' row
create table seed_milestones (
    milestone_code varchar not null,
    name_id        varchar not null,
    name_en        varchar not null,
    stage_code     varchar,
    phase          integer check (phase in (1, 2)),
    province_code  varchar not null,
    days_before    integer not null check (days_before between -60 and 400),
    hardness       varchar not null check (hardness in ('soft', 'hard', 'legal')),
    source         varchar not null,
    primary key (milestone_code, province_code)
)
