-- Since when each open entry has been open without a break, as far as the moments of a board reach.
-- grain: as_of, region_code, item_code, cause_code
with told as (
    select as_of, region_code, item_code, cause_code, opened_at
    from past_risk_entry
    union all
    select as_of, region_code, item_code, cause_code, null as opened_at
    from core_risk_open
),

begun as (
    select
        told.as_of,
        told.region_code,
        told.item_code,
        told.cause_code,
        case
            when told.opened_at is not null then told.opened_at
            when
                lag(told.as_of) over (partition by told.region_code, told.item_code, told.cause_code order by told.as_of) is distinct from point.previous_as_of
                then told.as_of
        end as opened_at,
        point.as_of is not null as is_open
    from told
    left join core_as_of as point using (as_of)
)

select
    as_of,
    region_code,
    item_code,
    cause_code,
    opened_at
from (
    select
        as_of,
        region_code,
        item_code,
        cause_code,
        is_open,
        max(opened_at) over (
            partition by region_code, item_code, cause_code
            order by as_of
            rows between unbounded preceding and current row
        ) as opened_at
    from begun
) as since
where is_open
