-- Fails for a green region that never reported, or whose oldest critical input is past the first age limit.
-- grain: as_of, region_code
select
    status.as_of,
    status.region_code,
    status.age_hours as found,
    rule.amber_at as expected
from mart_region_status as status
join core_as_of as point using (as_of)
join seed_risk_rules as rule
    on rule.rule_code = 'report_age' and point.days_before <= rule.from_days_before and point.days_before >= rule.to_days_before
where status.status = 'green' and (status.reported_at is null or status.age_hours > rule.amber_at)
