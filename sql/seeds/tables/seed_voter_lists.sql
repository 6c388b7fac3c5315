-- Versions of the voter list; needs are computed for each, one is current.
-- grain: voter_list_code
create table seed_voter_lists (
    voter_list_code varchar primary key,
    name            varchar not null,
    listed_on       date not null,
    is_current      boolean not null,
    source          varchar not null
)
