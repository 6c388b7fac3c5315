-- How a sender writes numbers, dates and clock times; nothing is guessed.
-- grain: profile_code
-- tz null: a time without an offset is refused.
create table seed_source_profiles (
    profile_code    varchar primary key,
    decimal_mark    varchar not null check (decimal_mark in ('.', ',')),
    thousands_mark  varchar check (thousands_mark in ('.', ',', ' ') and thousands_mark <> decimal_mark),
    date_order      varchar not null check (date_order in ('ymd', 'dmy')),
    tz              varchar check (tz in ('WIB', 'WITA', 'WIT', 'UTC')),
    profile_version integer not null check (profile_version > 0),
    description     varchar not null
)
