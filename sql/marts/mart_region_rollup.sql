-- Counts of units by colour in each region, its oldest input, and the polling stations expected not ready.
-- Not ready = TPS x (1 - product of the items' ready shares), an estimate; null while nothing was reported.
-- grain: as_of, region_code
select
    as_of,
    region_code,
    min(province_code) as province_code,
    min(region_level) as region_level,
    max(tps_count) as tps_count,
    cast(count(*) filter (where status = 'red') as integer) as red_items,
    cast(count(*) filter (where status = 'amber') as integer) as amber_items,
    cast(count(*) filter (where status = 'grey') as integer) as grey_items,
    cast(count(*) filter (where status = 'green') as integer) as green_items,
    cast(count(*) filter (where is_critical and reported_at is not null) as integer) as items_reported,
    cast(count(*) filter (where is_critical) as integer) as items_expected,
    min(reported_at) filter (where is_critical) as reported_at,
    max(reported_at) as last_reported_at,
    cast(count(*) filter (where is_flagged) as integer) as flag_count,
    bool_and(is_done) filter (where is_critical) as is_done,
    bool_and(d_status = 'green') filter (where is_critical) as is_fresh,
    max(shipment_count) > 0 as has_shipments,
    -- rounded, because the order in which doubles are added shows in their last digits
    round(
        max(tps_count) * (1 - exp(sum(ln(1 - least(unready_ratio, 0.999999))) filter (where is_critical and unready_ratio is not null))), 6
    ) as tps_not_ready,
    max(case j_status when 'red' then 3 when 'amber' then 2 when 'green' then 1 end) filter (where is_critical) as j_rank,
    max(case w_status when 'red' then 3 when 'amber' then 2 when 'green' then 1 end) filter (where is_critical) as w_rank,
    max(case m_status when 'red' then 3 when 'amber' then 2 when 'green' then 1 end) filter (where is_critical) as m_rank,
    max(case s_status when 'red' then 3 when 'amber' then 2 when 'green' then 1 end) as s_rank,
    max(case d_status when 'grey' then 3 when 'amber' then 2 when 'green' then 1 end) filter (where is_critical) as d_rank
from mart_unit_status
group by as_of, region_code
