-- Counts per colour in each province; red when a red region has a polling station not ready, or too many are red or grey.
-- grain: as_of, province_code
with ranked as (
    select
        *,
        row_number() over (
            partition by as_of, province_code
            order by status_rank desc, tps_not_ready desc nulls last, region_code
        ) as place
    from mart_region_status
),

counted as (
    select
        as_of,
        province_code,
        cast(count(*) as integer) as unit_count,
        cast(count(*) filter (where status = 'red') as integer) as red_units,
        cast(count(*) filter (where status = 'amber') as integer) as amber_units,
        cast(count(*) filter (where status = 'grey') as integer) as grey_units,
        cast(count(*) filter (where status = 'green') as integer) as green_units,
        cast(count(*) filter (where status = 'red' and tps_not_ready >= 1) as integer) as red_unready_units,
        round(sum(tps_not_ready), 6) as tps_not_ready,
        cast(coalesce(sum(tps_count) filter (where tps_not_ready is null), 0) as bigint) as tps_unknown,
        cast(sum(tps_count) as bigint) as tps_count,
        max(region_code) filter (where place = 1) as worst_region_code
    from ranked
    group by as_of, province_code
)

select
    counted.*,
    case
        when red_unready_units > 0 or (red_units + grey_units) / cast(unit_count as double) > rule.red_at and red_units > 0 then 'red'
        when grey_units = unit_count then 'grey'
        when (red_units + grey_units) / cast(unit_count as double) > rule.red_at then 'red'
        when red_units + amber_units > 0 then 'amber'
        when grey_units > 0 then 'grey'
        else 'green'
    end as status
from counted
cross join seed_risk_rules as rule
where rule.rule_code = 'province_share'
