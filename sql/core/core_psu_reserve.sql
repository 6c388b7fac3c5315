-- Specially marked ballots kept for a re-vote (PSU): a ledger of its own, never stock for voting day.
-- grain: contest_code, dapil_code
-- The law counts them per electoral area. Where the division into dapil has not been entered the row
-- stands for at least one dapil, and is_lower_bound says so.
select
    contest.contest_code,
    contest.item_code,
    area.dapil_code,
    contest.area_level,
    cast(max(election.psu_pcs_per_contest) as bigint) as psu_pcs,
    not bool_and(area.is_dapil_known) as is_lower_bound
from seed_contest_areas as area
join seed_contests as contest on contest.contest_code = area.contest_code
cross join seed_election as election
group by contest.contest_code, contest.item_code, area.dapil_code, contest.area_level
