-- Every line, or cell of a line, that was not loaded, with the reason and the text to correct.
-- grain: delivery_sha256, line_number, column_name, reason_code
-- Append only: no key, index, update or delete.
create table if not exists raw_refused_row (
    delivery_sha256 varchar not null,
    line_number     integer not null,
    column_name     varchar,
    value_text      varchar,
    reason_code     varchar not null,
    facts_json      varchar,
    line_text       varchar
);
