-- How each kind of source writes numbers and times; an empty tz means none is assumed.
-- grain: profile_code
select
    profile_code,
    decimal_mark,
    coalesce(thousands_mark, '') as thousands_mark,
    date_order,
    nullif(tz, '')               as tz
from seed_source_profiles
