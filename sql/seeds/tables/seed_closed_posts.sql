-- Missions without an overseas committee, and the post that serves their voters (empty: no source names it).
-- grain: city
create table seed_closed_posts (
    city                  varchar primary key,
    country               varchar not null,
    reason                varchar not null,
    served_by_region_code varchar,
    source                varchar not null
)
