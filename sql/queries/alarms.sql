-- Open alarms, worst and oldest first.
-- A WRONG_… alarm names what was expected and found: goods, places and electoral districts come as codes.
-- grain: alarm_code, region_code, item_code, dapil_code, shipment_code
with named as (
    select item_code as code, name_id, name_en from seed_items
    union all
    select region_code, name, name from seed_regions
    union all
    select province_code, name, name from seed_provinces
    union all
    select place.place_code, 'Kecamatan ' || kecamatan.name, 'Kecamatan ' || kecamatan.name
    from seed_places as place
    join seed_kecamatan as kecamatan on place.place_code = 'PPK-' || kecamatan.kecamatan_code
    union all
    select place_code, 'gudang ' || region.name, 'the warehouse of ' || region.name
    from seed_places
    join seed_regions as region using (region_code)
    where place_kind in ('warehouse', 'post')
),

-- '36.74-5' is the fifth district of region 36.74, '31-3' the third of province 31
districts as (
    select distinct
        area.dapil_code as code,
        concat_ws(' ', named.name_id, nullif(split_part(area.dapil_code, '-', 2), '')) as name
    from seed_contest_areas as area
    join named on named.code = split_part(area.dapil_code, '-', 1)
),

meant as (
    select 'WRONG_DAPIL' as alarm_code, code, name as name_id, name as name_en from districts
    union all
    select alarm_code, code, name_id, name_en
    from named
    cross join (values ('WRONG_KIND'), ('WRONG_PLACE')) as told (alarm_code)
)

select
    alarm.*,
    expected.name_id as expected_name_id,
    expected.name_en as expected_name_en,
    found.name_id as found_name_id,
    found.name_en as found_name_en,
    meaning.name_id as alarm_name_id,
    meaning.name_en as alarm_name_en,
    region.name as region_name,
    region.region_type,
    province.name as province_name,
    item.name_id as item_name_id,
    item.name_en as item_name_en,
    item.unit_id,
    item.unit_en
from mart_alarm as alarm
join seed_alarms as meaning using (alarm_code)
join seed_regions as region using (region_code)
join seed_provinces as province on province.province_code = alarm.province_code
left join seed_items as item using (item_code)
left join meant as expected on expected.alarm_code = alarm.alarm_code and expected.code = alarm.expected_text
left join meant as found on found.alarm_code = alarm.alarm_code and found.code = alarm.found_text
where
    alarm.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], alarm.province_code))
order by alarm.severity = 'red' desc, alarm.opened_at, alarm.alarm_code, alarm.region_code, alarm.item_code, alarm.dapil_code
