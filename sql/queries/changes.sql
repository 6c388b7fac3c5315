-- How each region stands now against an earlier moment of this board; the largest change in stations not ready first.
-- grain: region_code
with later as (
    select *
    from mart_region_status as status
    where
        status.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], status.province_code))
),

earlier as (
    select *
    from mart_region_status
    where as_of = $from_as_of
)

select
    later.region_code,
    region.name as region_name,
    later.province_code,
    province.name as province_name,
    earlier.as_of as as_of_before,
    later.as_of,
    earlier.status as status_before,
    later.status,
    earlier.status_rank as status_rank_before,
    later.status_rank,
    earlier.reason_code as reason_code_before,
    later.reason_code,
    later.deciding_gate,
    later.deciding_item_code as item_code,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    earlier.tps_not_ready as tps_not_ready_before,
    later.tps_not_ready,
    coalesce(later.tps_not_ready, 0) - coalesce(earlier.tps_not_ready, 0) as tps_change,
    -- Silence is a kind of its own: its rank lies below amber for most of the campaign, and it is no improvement.
    case
        when later.status = 'grey' and earlier.status <> 'grey' then 'silent'
        when later.status <> 'grey' and earlier.status = 'grey' then 'heard'
        when later.status_rank > earlier.status_rank then 'worse'
        when later.status_rank < earlier.status_rank then 'better'
        when later.reason_code <> earlier.reason_code then 'reason'
        when later.tps_not_ready is distinct from earlier.tps_not_ready then 'count'
        else 'same'
    end as change_kind,
    later.reported_at,
    later.age_hours,
    later.decide_by
from later
join earlier using (region_code)
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = later.province_code
left join seed_items as item on item.item_code = later.deciding_item_code
order by abs(coalesce(later.tps_not_ready, 0) - coalesce(earlier.tps_not_ready, 0)) desc, later.status_rank desc, later.region_code
