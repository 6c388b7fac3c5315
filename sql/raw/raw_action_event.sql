-- What people did about a region, an item and a cause: acknowledged, assigned, noted, chose a plan, overrode.
-- grain: delivery_sha256, line_number
-- Append only: no key, index, update or delete.
create table if not exists raw_action_event (
    delivery_sha256 varchar not null,
    line_number     integer not null,
    event_at        timestamp not null,
    action_code     varchar not null,
    region_code     varchar not null,
    item_code       varchar not null,
    cause_code      varchar not null,
    author_name     varchar not null,
    owner_name      varchar,
    plan_code       varchar,
    override_status varchar,
    expires_at      timestamp,
    comment_text    varchar
);
