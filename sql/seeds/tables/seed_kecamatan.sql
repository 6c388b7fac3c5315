-- Districts (kecamatan, distrik): the last warehouse before the villages.
-- grain: kecamatan_code
create table seed_kecamatan (
    kecamatan_code varchar primary key check (regexp_matches(kecamatan_code, '^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$')),
    region_code    varchar not null,
    name           varchar not null,
    desa_count     integer not null check (desa_count >= 0),
    source         varchar not null,
    check (left(kecamatan_code, 5) = region_code)
)
