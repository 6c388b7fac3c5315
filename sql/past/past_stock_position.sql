-- Where each unit stood at the moments before: what the next moment continues from.
-- grain: as_of, unit_id
create table if not exists past_stock_position (
    as_of            timestamp not null,
    unit_id          integer not null,
    reported_at      timestamp,
    ordered_pcs      bigint,
    produced_pcs     bigint,
    shipped_pcs      bigint,
    received_pcs     bigint,
    usable_pcs       bigint,
    damaged_pcs      bigint,
    replaced_pcs     bigint,
    sorted_pcs       bigint,
    folded_pcs       bigint,
    packed_pcs       bigint,
    at_kecamatan_pcs bigint,
    at_tps_pcs       bigint,
    returned_pcs     bigint,
    destroyed_pcs    bigint,
    hazard_code      varchar,
    source_sha256    varchar,
    source_line_number integer
)
