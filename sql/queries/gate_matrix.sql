-- In how many regions of each province does each gate stand at which colour?
-- grain: province_code, gate_code
with gated as (
    select as_of, province_code, 'J' as gate_code, j_status as status from mart_region_status
    union all
    select as_of, province_code, 'W' as gate_code, w_status as status from mart_region_status
    union all
    select as_of, province_code, 'M' as gate_code, m_status as status from mart_region_status
    union all
    select as_of, province_code, 'S' as gate_code, s_status as status from mart_region_status
    union all
    select as_of, province_code, 'D' as gate_code, d_status as status from mart_region_status
)

select
    gated.province_code,
    province.name as province_name,
    gated.gate_code,
    cast(count(*) as integer) as unit_count,
    cast(count(*) filter (where gated.status = 'red') as integer) as red_units,
    cast(count(*) filter (where gated.status = 'amber') as integer) as amber_units,
    cast(count(*) filter (where gated.status = 'grey') as integer) as grey_units,
    cast(count(*) filter (where gated.status = 'green') as integer) as green_units
from gated
join seed_provinces as province using (province_code)
where
    gated.as_of = coalesce($as_of, (select as_of from board_meta))
    and ($province_codes is null or list_contains($province_codes::varchar[], gated.province_code))
group by gated.province_code, province.name, gated.gate_code
order by
    sum(count(*) filter (where gated.status = 'red')) over (partition by gated.province_code) desc,
    sum(count(*) filter (where gated.status = 'grey')) over (partition by gated.province_code) desc,
    gated.province_code,
    array_position(['J', 'W', 'M', 'S', 'D'], gated.gate_code)
