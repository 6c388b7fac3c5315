-- The stages a piece passes, in order, with the national stage each belongs to.
-- grain: stage_code
create table seed_stages (
    stage_code     varchar primary key,
    stage_order    integer not null unique check (stage_order > 0),
    name_id        varchar not null,
    name_en        varchar not null,
    national_stage varchar not null,
    owner_id       varchar not null,
    owner_en       varchar not null,
    applies_to     varchar not null check (applies_to in ('all', 'ballot')),
    source         varchar not null
)
