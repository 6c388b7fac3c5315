-- Which entries of the risk register were open at the moments before, and since when.
-- grain: as_of, region_code, item_code, cause_code
create table if not exists past_risk_entry (
    as_of       timestamp not null,
    region_code varchar not null,
    item_code   varchar not null,
    cause_code  varchar not null,
    opened_at   timestamp not null
)
