-- Where goods are accounted for: 514 regencies and cities (kabupaten/kota) and 128 overseas posts (PPLN).
-- grain: region_code; codes such as 35.70 are names, not numbers
create table seed_regions (
    region_code   varchar primary key check (regexp_matches(region_code, '^([0-9]{2}\.[0-9]{2}|99[0-9]{4})$')),
    kpu_code      varchar not null unique,
    name          varchar not null,
    region_level  varchar not null check (region_level in ('regency', 'post')),
    region_type   varchar not null check (region_type in ('kabupaten', 'kota', 'post')),
    province_code varchar not null,
    island_group  varchar not null,
    tz            varchar not null check (tz in ('WIB', 'WITA', 'WIT', 'UTC')),
    lat           double not null check (lat between -90 and 90),
    lon           double not null check (lon between -180 and 180),
    country       varchar not null,
    desa_count    integer check (desa_count >= 0),
    source        varchar not null,
    check (left(region_code, 2) = province_code),
    check ((region_level = 'post') = (region_type = 'post')),
    check ((region_level = 'post') = (province_code = '99'))
)
