-- What this board is: version, moment, election, rules, ledger, counts.
-- grain: one row
select
    meta.*,
    election.name_id as election_name_id,
    election.name_en as election_name_en,
    election.voting_on,
    date_diff('day', cast(meta.as_of + interval 7 hour as date), election.voting_on) as days_before
from board_meta as meta
cross join seed_election as election
