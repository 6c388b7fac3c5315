-- What is worth an alert, from which day before the vote, and how patiently it is told.
-- looks_at: a region's colour, its silence (grey: beyond the second limit of gate D, amber: beyond the first), an alarm, a decision
-- that falls due, the board itself, the worker. limit_value: days to the decision, minutes of standing still.
-- grain: rule_code, from_days_before
create table seed_alert_rules (
    rules_version                 varchar not null,
    rule_code                     varchar not null check (regexp_matches(rule_code, '^[a-z_]+$')),
    looks_at                      varchar not null check (looks_at in ('status', 'silence', 'alarm', 'decision', 'board', 'worker')),
    signal_code                   varchar not null,
    from_days_before              integer not null,
    to_days_before                integer not null check (to_days_before <= from_days_before),
    limit_value                   double check (limit_value >= 0),
    hold_minutes                  integer not null check (hold_minutes >= 0),
    rearm_minutes                 integer not null check (rearm_minutes >= 0),
    escalate_minutes              integer check (escalate_minutes > 0),
    quiet_exempt_from_days_before integer,
    citation                      varchar not null,
    primary key (rule_code, from_days_before),
    check ((limit_value is null) = (looks_at in ('status', 'silence', 'alarm'))),
    check (looks_at not in ('status', 'silence') or signal_code in ('red', 'amber', 'grey'))
)
