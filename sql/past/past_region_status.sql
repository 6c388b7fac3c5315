-- The colour each region had at the moments before, as found (raw) and as shown.
-- grain: as_of, region_code
create table if not exists past_region_status (
    as_of            timestamp not null,
    region_code      varchar not null,
    last_reported_at timestamp,
    status           varchar not null,
    raw_status       varchar not null,
    raw_badness      integer not null,
    tps_not_ready    double
)
