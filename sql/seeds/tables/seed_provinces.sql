-- Provinces, with their place on the map, in the tile grid and in Bawaslu's vulnerability index (a prior, not a status).
-- grain: province_code; '99' is Luar Negeri, the overseas posts
create table seed_provinces (
    province_code varchar primary key check (regexp_matches(province_code, '^[0-9]{2}$')),
    name          varchar not null unique,
    capital       varchar,
    island_group  varchar not null,
    lat           double check (lat between -90 and 90),
    lon           double check (lon between -180 and 180),
    tile_row      integer not null check (tile_row >= 0),
    tile_col      integer not null check (tile_col >= 0),
    tile_label    varchar not null,
    ikp_score     decimal(5, 2) check (ikp_score between 0 and 100),
    ikp_level     varchar check (ikp_level in ('rendah', 'sedang', 'tinggi')),
    source        varchar not null,
    unique (tile_row, tile_col)
)
