-- Days within which 8 in 10 replacement consignments reach the warehouse of a region.
-- grain: island_group
create table seed_lead_times (
    island_group varchar not null,
    p80_days     integer not null check (p80_days > 0),
    source       varchar not null
)
