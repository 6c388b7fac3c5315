-- The words of election logistics with their meaning, by topic, then as the seed lists them.
-- grain: term_code
select *
from seed_glossary
order by
    array_position(['reading', 'goods', 'quantities', 'mishaps', 'chain', 'places', 'people', 'voters', 'time'], topic_code),
    row_number() over ()
