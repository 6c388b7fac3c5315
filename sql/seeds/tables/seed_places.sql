-- Registered places where goods may lie; a receipt anywhere else raises UNREGISTERED_LOCATION.
-- grain: place_code ('G-<region>' warehouse, 'PPK-<kecamatan>' district store)
create table seed_places (
    place_code  varchar primary key,
    region_code varchar not null,
    place_kind  varchar not null check (place_kind in ('warehouse', 'post', 'kecamatan')),
    source      varchar not null,
    check (starts_with(place_code, if(place_kind = 'kecamatan', 'PPK-', 'G-') || region_code))
)
