-- The five steps of likelihood and of impact in the risk register, and from which value each begins.
-- grain: scale_code, level
create table seed_risk_scale (
    scale_code varchar not null check (scale_code in ('impact', 'likelihood')),
    level      integer not null check (level between 1 and 5),
    from_value double not null,
    name_id    varchar not null,
    name_en    varchar not null,
    source     varchar not null
)
