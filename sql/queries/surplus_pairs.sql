-- Who could help whom: a region short of goods and one of its province with more of the same (and the same area) than it needs.
-- Only goods that are held count as surplus; an unknown count never does.
-- grain: region_code, item_code, dapil_code, giver_region_code
with here as (
    select *
    from mart_unit_status as unit
    where
        unit.as_of = coalesce($as_of, (select as_of from board_meta))
        and ($province_codes is null or list_contains($province_codes::varchar[], unit.province_code))
),

paired as (
    select
        needy.region_code,
        needy.province_code,
        needy.item_code,
        needy.dapil_code,
        needy.status,
        needy.short_pcs,
        needy.tps_count * needy.unready_ratio as tps_not_ready,
        giver.region_code as giver_region_code,
        giver.surplus_pcs,
        case when giver.surplus_pcs < needy.short_pcs then giver.surplus_pcs else needy.short_pcs end as movable_pcs,
        row_number() over (
            partition by needy.region_code, needy.item_code, needy.dapil_code
            order by giver.surplus_pcs desc, giver.region_code
        ) as place
    from here as needy
    join here as giver
        on
            giver.province_code = needy.province_code
            and giver.item_code = needy.item_code
            and giver.dapil_code = needy.dapil_code
            and giver.region_code <> needy.region_code
    where needy.short_pcs > 0 and giver.surplus_pcs > 0
)

select
    paired.* exclude (place),
    region.name as region_name,
    giver.name as giver_region_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en
from paired
join seed_regions as region using (region_code)
join seed_regions as giver on giver.region_code = paired.giver_region_code
join seed_items as item using (item_code)
where paired.place <= 3
order by paired.tps_not_ready desc nulls last, paired.short_pcs desc, paired.region_code, paired.item_code, paired.dapil_code, paired.place
