-- What a page must show of each province, and of the posts abroad (99), straight from the board's tables.
-- grain: province_code
with short as (
    select
        shortage.province_code,
        cast(sum(shortage.short_pcs) as bigint) as short_ballots
    from kept.mart_shortage as shortage
    join kept.seed_items as item using (item_code)
    where
        shortage.as_of = (select as_of from kept.board_meta)
        and item.item_class = 'ballot'
    group by shortage.province_code
)

select
    province.province_code,
    province.name,
    count(*) filter (where status.status = 'red') as red,
    count(*) filter (where status.status = 'amber') as amber,
    count(*) filter (where status.status = 'grey') as grey,
    count(*) filter (where status.status = 'green') as green,
    coalesce(min(short.short_ballots), 0) as short_ballots,
    count(*) as regions
from kept.mart_region_status as status
join kept.seed_provinces as province using (province_code)
left join short using (province_code)
where status.as_of = (select as_of from kept.board_meta)
group by province.province_code, province.name
order by province.province_code
