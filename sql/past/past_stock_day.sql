-- What each unit reported on each day (UTC, after 00:00 = 07:00 WIB): a new row is added to its day, older days stay as they are.
-- grain: day_began_at, unit_id
create table if not exists past_stock_day (
    day_began_at       timestamp not null,
    unit_id            integer not null,
    reported_at        timestamp not null,
    revision           integer not null,
    ordered_pcs        bigint,
    produced_pcs       bigint,
    shipped_pcs        bigint,
    received_pcs       bigint,
    usable_pcs         bigint,
    damaged_pcs        bigint,
    replaced_pcs       bigint,
    sorted_pcs         bigint,
    folded_pcs         bigint,
    packed_pcs         bigint,
    at_kecamatan_pcs   bigint,
    at_tps_pcs         bigint,
    returned_pcs       bigint,
    destroyed_pcs      bigint,
    hazard_code        varchar not null,
    source_sha256      varchar not null,
    source_line_number integer not null,
    is_conflicting     boolean not null
)
