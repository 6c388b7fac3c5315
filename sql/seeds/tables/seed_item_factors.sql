-- How many pieces of an item one station, district or voter needs.
-- grain: item_code, basis, province_code; a province's row replaces the '*' row of the same item and basis
create table seed_item_factors (
    item_code     varchar not null,
    basis         varchar not null check (basis in ('per_tps', 'per_kecamatan', 'per_voter')),
    province_code varchar not null,
    factor        decimal(9, 4) not null check (factor >= 0),
    source        varchar not null,
    primary key (item_code, basis, province_code)
)
