-- Why a unit is not green, as the risk register names it: who owns it and which plans apply.
-- grain: cause_code
create table seed_causes (
    cause_code           varchar primary key check (regexp_matches(cause_code, '^[A-Z]\.[A-Za-z_]+$')),
    name_id              varchar not null,
    name_en              varchar not null,
    plan_group           varchar not null,
    owner_division_id    varchar not null,
    owner_division_en    varchar not null,
    owner_secretariat_id varchar not null,
    owner_secretariat_en varchar not null,
    source               varchar not null
)
