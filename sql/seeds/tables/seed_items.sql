-- What has to be on the table on voting day.
-- grain: item_code
-- phase: 1 and 2 are KPU's two delivery phases (tahap); contest_code only for ballots.
create table seed_items (
    item_code        varchar primary key check (regexp_matches(item_code, '^[a-z0-9_]+$')),
    name_id          varchar not null,
    name_en          varchar not null,
    item_class       varchar not null check (item_class in ('ballot', 'critical', 'other')),
    phase            integer not null check (phase in (1, 2)),
    unit_id          varchar not null,
    unit_en          varchar not null,
    pieces_per_pack  integer not null check (pieces_per_pack > 0),
    is_critical      boolean not null,
    contest_code     varchar,
    applies_overseas boolean not null,
    source           varchar not null,
    check ((item_class = 'ballot') = (contest_code is not null))
)
