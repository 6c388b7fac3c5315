-- Status of one region at each moment of the board, oldest first.
-- grain: as_of
select
    status.as_of,
    status.status,
    status.reason_code,
    status.tps_not_ready,
    status.age_hours,
    status.reported_at,
    point.days_before
from mart_region_status as status
join core_as_of as point using (as_of)
where status.region_code = $region_code
order by status.as_of
