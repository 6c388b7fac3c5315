-- Regions whose colour or reason differs from the last one shown, at the newest moment.
-- grain: region_code
with last_shown as (
    select
        region_code,
        arg_max(status, version) as status,
        arg_max(reason_code, version) as reason_code
    from board_status_change
    group by region_code
)

select
    cast($version as bigint) as version,
    cast($built_at as timestamp) as built_at,
    now.as_of,
    now.region_code,
    last_shown.status as status_before,
    now.status,
    last_shown.reason_code as reason_code_before,
    now.reason_code,
    now.deciding_gate,
    now.deciding_item_code,
    now.deciding_dapil_code,
    now.tps_not_ready
from mart_region_status as now
left join last_shown using (region_code)
where
    now.as_of = $as_of
    and (now.status is distinct from last_shown.status or now.reason_code is distinct from last_shown.reason_code)
order by now.region_code
