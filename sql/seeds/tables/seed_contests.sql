-- What is being elected; every contest has one kind of ballot.
-- grain: contest_code
-- dapil_count: electoral areas in the whole country.
create table seed_contests (
    contest_code varchar primary key,
    name_id      varchar not null,
    name_en      varchar not null,
    item_code    varchar not null unique,
    area_level   varchar not null check (area_level in ('national', 'province', 'regency')),
    dapil_count  integer check (dapil_count > 0),
    source       varchar not null
)
