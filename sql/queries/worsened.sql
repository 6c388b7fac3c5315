-- Regions whose colour is worse than a day before.
-- grain: region_code
with then_and_now as (
    select
        now.*,
        before.status as status_before,
        before.status_rank as rank_before
    from mart_region_status as now
    join mart_region_status as before using (region_code)
    where
        now.as_of = coalesce($as_of, (select as_of from board_meta))
        and before.as_of = (
            select max(as_of) from core_as_of
            where is_judged and as_of <= coalesce($as_of, (select as_of from board_meta)) - interval 20 hour
        )
)

select
    changed.*,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en,
    stage.name_id as stage_name_id,
    stage.name_en as stage_name_en
from then_and_now as changed
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = changed.province_code
left join seed_items as item on item.item_code = changed.deciding_item_code
left join seed_stages as stage on stage.stage_code = changed.stage_code
where
    changed.status_rank > changed.rank_before
    and ($province_codes is null or list_contains($province_codes::varchar[], changed.province_code))
order by changed.status_rank desc, changed.tps_not_ready desc nulls last, changed.region_code
