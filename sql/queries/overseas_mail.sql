-- What each overseas post has sent to its voters by mail, against the days on which mail may leave.
-- grain: region_code
-- A day is a day in Jakarta. Announced = a consignment is told of that has not left yet.
with mail_days as (
    select
        span.region_code,
        span.quantity_pcs,
        span.departed_at,
        cast(span.departed_at + interval 7 hour as date) as departed_on,
        election.voting_on - 43 as mail_from_on,
        election.voting_on - 34 as mail_until_on
    from core_shipment_span as span
    cross join seed_election as election
    where
        span.region_level = 'post'
        and span.transport_mode = 'mail'
        and span.valid_from <= coalesce($as_of, (select as_of from board_meta))
        and span.valid_to > coalesce($as_of, (select as_of from board_meta))
),

mailed as (
    select
        region_code,
        min(departed_at) as first_mailed_at,
        min(departed_on) as first_mailed_on,
        cast(sum(quantity_pcs) filter (where departed_at is null) as bigint) as announced_pcs,
        cast(sum(quantity_pcs) filter (where departed_on < mail_from_on) as bigint) as early_pcs,
        cast(sum(quantity_pcs) filter (where departed_on between mail_from_on and mail_until_on) as bigint) as in_window_pcs,
        cast(sum(quantity_pcs) filter (where departed_on > mail_until_on) as bigint) as late_pcs
    from mail_days
    group by region_code
)

select
    region.region_code,
    region.province_code,
    region.name as region_name,
    region.country,
    status.status,
    mailed.first_mailed_at,
    mailed.first_mailed_on,
    mailed.announced_pcs,
    mailed.early_pcs,
    mailed.in_window_pcs,
    mailed.late_pcs,
    election.voting_on - 43 as mail_from_on,
    election.voting_on - 34 as mail_until_on,
    case
        when mailed.early_pcs is not null then 'early'
        when mailed.late_pcs is not null and mailed.in_window_pcs is null then 'late'
        when mailed.in_window_pcs is not null then 'in_window'
        when mailed.announced_pcs is not null then 'announced'
        else 'none'
    end as mail_state
from seed_regions as region
join mart_region_status as status using (region_code)
cross join seed_election as election
left join mailed using (region_code)
where
    region.region_level = 'post'
    and status.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], region.province_code))
order by
    case mail_state when 'early' then 0 when 'late' then 1 when 'announced' then 2 when 'none' then 3 else 4 end,
    mailed.first_mailed_at,
    region.country,
    region.region_code
