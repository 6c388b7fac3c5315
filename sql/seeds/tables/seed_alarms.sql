-- What can be wrong enough to raise an alarm, and the gate it speaks for.
-- grain: alarm_code
create table seed_alarms (
    alarm_code       varchar primary key check (regexp_matches(alarm_code, '^[A-Z_]+$')),
    name_id          varchar not null,
    name_en          varchar not null,
    gate_code        varchar not null check (gate_code in ('J', 'W', 'M', 'S', 'D')),
    what_it_means_id varchar not null,
    what_it_means_en varchar not null,
    source           varchar not null
)
