-- Polling stations, districts and voters of a region in one version of the voter list.
-- grain: voter_list_code, region_code
-- voter_quality 'estimate': spread from a published total; say so wherever the figure is shown.
create table seed_voter_counts (
    voter_list_code varchar not null,
    region_code     varchar not null,
    tps_count       integer not null check (tps_count > 0),
    kecamatan_count integer not null check (kecamatan_count >= 0),
    voter_count     bigint not null check (voter_count > 0),
    voter_quality   varchar not null check (voter_quality in ('published', 'estimate')),
    source          varchar not null,
    primary key (voter_list_code, region_code)
)
