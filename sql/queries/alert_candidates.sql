-- What the alert rules in force find on the board, worst first; the facts lie in region_status and alarms.
-- is_held: an improvement that waits for its confirmation keeps an alert open, but opens none.
-- grain: rule_code, region_code, item_code, dapil_code, cause
with moment as (
    select
        coalesce($as_of, meta.as_of) as as_of,
        cast(coalesce($as_of, meta.as_of) + interval 7 hour as date) as today,
        election.voting_on
    from board_meta as meta
    cross join seed_election as election
),

rule as (
    select seed_alert_rules.*, moment.as_of, moment.today
    from seed_alert_rules
    cross join moment
    where date_diff('day', today, voting_on) between to_days_before and from_days_before
),

-- A colour that comes of an alarm with a rule of its own is told by that rule.
coloured as (
    select rule.rule_code, status.*, status.reason_code as cause
    from rule
    join mart_region_status as status on status.as_of = rule.as_of and status.status = rule.signal_code
    where
        rule.looks_at = 'status'
        and status.reason_code not in (select 'S.' || signal_code from rule where looks_at = 'alarm')
),

-- Cast: DuckDB adds whole days to a date only as an integer.
falling_due as (
    select rule.rule_code, status.*, 'decide_by' as cause
    from rule
    join mart_region_status as status using (as_of)
    where
        rule.looks_at = 'decision'
        and status.status in ('red', 'amber')
        and status.decide_by between rule.today and rule.today + cast(rule.limit_value as integer)
),

alarmed as (
    select
        rule.rule_code,
        rule.looks_at,
        alarm.*,
        status.d_status,
        status.status_rank,
        status.tps_not_ready
    from rule
    join mart_alarm as alarm
        on alarm.as_of = rule.as_of and alarm.alarm_code = case rule.looks_at when 'alarm' then rule.signal_code when 'silence' then 'STALE_REPORT' end
    join mart_region_status as status on status.as_of = alarm.as_of and status.region_code = alarm.region_code
    where rule.looks_at = 'alarm' or rule.signal_code = 'amber' or status.d_status = 'grey'
    qualify row_number() over (
        partition by rule.rule_code, alarm.region_code, alarm.item_code, alarm.dapil_code
        order by alarm.severity = 'red' desc, alarm.opened_at, alarm.shipment_code
    ) = 1
),

found as (
    select
        rule_code,
        province_code,
        region_code,
        coalesce(deciding_item_code, '-') as item_code,
        coalesce(deciding_dapil_code, '-') as dapil_code,
        cause,
        status as severity,
        is_held,
        cast(null as varchar) as alarm_code,
        cast(null as varchar) as shipment_code,
        status_rank,
        tps_not_ready
    from (from coloured union all from falling_due)
    union all
    select
        rule_code,
        province_code,
        region_code,
        coalesce(item_code, '-'),
        coalesce(dapil_code, '-'),
        alarm_code,
        severity,
        false,
        alarm_code,
        shipment_code,
        status_rank,
        tps_not_ready
    from alarmed
)

select *
from found
where $province_codes is null or list_contains($province_codes::varchar[], province_code)
order by status_rank desc, tps_not_ready desc nulls last, region_code, rule_code, item_code, dapil_code
