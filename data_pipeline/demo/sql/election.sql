-- The one election this database describes.
-- grain: election_code
select
    election_code,
    voting_on
from seed_election
