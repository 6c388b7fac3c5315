-- The overseas posts: status, voters' stations, mail on its way and the mailing window; worst first.
-- grain: region_code
with mailed as (
    select
        span.region_code,
        cast(sum(span.quantity_pcs) filter (where span.transport_mode = 'mail') as bigint) as mailed_pcs,
        min(span.departed_at) filter (where span.transport_mode = 'mail') as first_mailed_at,
        cast(count(*) filter (where not span.is_arrived and span.transport_mode <> 'mail') as integer) as pouches_underway,
        min(span.expected_at) filter (where not span.is_arrived and span.transport_mode <> 'mail') as next_pouch_at
    from core_shipment_span as span
    where
        span.region_level = 'post'
        and span.valid_from <= coalesce($as_of, (select as_of from board_meta))
        and span.valid_to > coalesce($as_of, (select as_of from board_meta))
    group by span.region_code
)

select
    status.*,
    region.name as region_name,
    region.country,
    region.tz,
    region.lat,
    region.lon,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    mailed.mailed_pcs,
    mailed.first_mailed_at,
    coalesce(mailed.pouches_underway, 0) as pouches_underway,
    mailed.next_pouch_at,
    election.voting_on - 43 as mail_from_on,
    election.voting_on - 34 as mail_until_on
from mart_region_status as status
join seed_regions as region using (region_code)
cross join seed_election as election
left join seed_items as item on item.item_code = status.deciding_item_code
left join mailed using (region_code)
where
    status.as_of = coalesce($as_of, (select as_of from board_meta))
    and status.region_level = 'post'
    and ($province_codes is null or list_contains($province_codes::varchar[], status.province_code))
order by status.status_rank desc, status.tps_not_ready desc nulls last, region.country, status.region_code
