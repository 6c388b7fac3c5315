-- The election watched: its date and the legal constants every need is computed with.
-- grain: one row
-- reserve_roundup_per_tps: mean sheets the rounding up per polling station adds to rate * voters, where only area totals are known.
create table seed_election (
    election_code           varchar primary key,
    name_id                 varchar not null,
    name_en                 varchar not null,
    voting_on               date not null,
    reserve_rate            decimal(6, 4) not null check (reserve_rate between 0 and 1),
    reserve_roundup_per_tps decimal(6, 4) not null check (reserve_roundup_per_tps between 0 and 1),
    psu_pcs_per_contest     integer not null check (psu_pcs_per_contest >= 0),
    max_voters_per_tps      integer not null check (max_voters_per_tps > 0),
    has_overseas            boolean not null,
    source                  varchar not null
)
