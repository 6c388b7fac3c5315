-- Postal ballots left an overseas post before the mailing window opened (PKPU 25/2023 annex I: D-43).
-- grain: as_of, shipment_code, item_code, dapil_code
select
    span.as_of,
    'TOO_EARLY' as alarm_code,
    span.region_code,
    span.item_code,
    span.dapil_code,
    span.shipment_code,
    span.departed_at as opened_at,
    span.quantity_pcs,
    cast(election.voting_on - 43 as varchar) as expected_text,
    cast(cast(span.departed_at as date) as varchar) as found_text
from core_shipment_now as span
cross join seed_election as election
where
    span.transport_mode = 'mail'
    and span.region_level = 'post'
    and span.departed_at < cast(election.voting_on - 43 as timestamp)
