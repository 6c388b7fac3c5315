-- What this board was built from: version, moment, ledger head, rules, counts.
-- grain: one row
select
    cast($version as bigint) as version,
    cast($as_of as timestamp) as as_of,
    cast($built_at as timestamp) as built_at,
    election.election_code,
    (select max(rules_version) from seed_risk_rules) as rules_version,
    cast($contract_version as varchar) as contract_version,
    cast($ledger_head as varchar) as ledger_head,
    cast($ledger_sequence as bigint) as ledger_sequence,
    (select min(reported_at) from mart_region_status where as_of = $as_of) as oldest_input_at,
    (select max(last_reported_at) from mart_region_status where as_of = $as_of) as newest_input_at,
    cast($is_simulated as boolean) as is_simulated,
    count(delivery.delivery_sha256) as delivery_count,
    cast(coalesce(sum(delivery.loaded_count), 0) as bigint) as loaded_count,
    cast(coalesce(sum(delivery.refused_count), 0) as bigint) as refused_count
from seed_election as election
left join raw_delivery as delivery on true
group by election.election_code
