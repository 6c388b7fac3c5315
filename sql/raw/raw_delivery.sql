-- The receipt of each file that was delivered; the same bytes are one row however often they are sent.
-- grain: delivery_sha256
-- No key, index or update. A refused file that is read anew replaces its row: the ledger keeps both.
-- sequence and received_at are those of the ledger line.
create table if not exists raw_delivery (
    delivery_sha256    varchar not null,
    sequence           integer not null,
    file_name          varchar not null,
    feed_code          varchar,
    contract_version   varchar,
    profile_code       varchar not null,
    byte_count         bigint not null,
    row_count          integer not null,
    loaded_count       integer not null,
    refused_count      integer not null,
    outcome            varchar not null,
    refusal_code       varchar,
    refusal_facts_json varchar,
    received_at        timestamp not null,
    sender             varchar not null
);
