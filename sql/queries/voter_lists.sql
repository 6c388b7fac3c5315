-- Versions of the voter list a need can rest on, oldest first, the current one last.
-- grain: voter_list_code
select
    voter_list_code,
    name as voter_list_name,
    listed_on,
    is_current,
    source
from seed_voter_lists
order by is_current, listed_on, voter_list_code
