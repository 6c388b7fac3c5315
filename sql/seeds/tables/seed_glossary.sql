-- What the words of election logistics mean, in both languages; the help page lists them.
-- grain: term_code
create table seed_glossary (
    term_code  varchar primary key check (regexp_matches(term_code, '^[a-z0-9_]+$')),
    topic_code varchar not null check (
        topic_code in ('reading', 'goods', 'quantities', 'mishaps', 'voters', 'chain', 'places', 'people', 'time')
    ),
    name_id    varchar not null,
    name_en    varchar not null,
    meaning_id varchar not null,
    meaning_en varchar not null,
    source     varchar not null
)
