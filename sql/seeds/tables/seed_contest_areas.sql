-- Whose ballots a region needs: the electoral areas (dapil) it lies in, and its share of voters in each.
-- grain: item_code, region_code, dapil_code
-- is_dapil_known false: the code names the province or regency, its division into dapil has not been entered.
create table seed_contest_areas (
    contest_code   varchar not null,
    item_code      varchar not null,
    region_code    varchar not null,
    dapil_code     varchar not null check (dapil_code <> '-'),
    voter_share    decimal(9, 6) not null check (voter_share > 0 and voter_share <= 1),
    is_dapil_known boolean not null,
    source         varchar not null,
    primary key (item_code, region_code, dapil_code)
)
