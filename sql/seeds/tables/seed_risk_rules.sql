-- Every limit of the status rules, by days before the vote and item class; amber_at and red_at in `unit`.
-- grain: rule_code, item_class, from_days_before
create table seed_risk_rules (
    rules_version    varchar not null,
    gate_code        varchar not null check (gate_code in ('J', 'W', 'M', 'S', 'D', 'R')),
    rule_code        varchar not null,
    item_class       varchar not null check (item_class in ('*', 'ballot', 'critical', 'other')),
    from_days_before integer not null,
    to_days_before   integer not null check (to_days_before <= from_days_before),
    amber_at         double,
    red_at           double,
    unit             varchar not null,
    citation         varchar not null,
    citation_id      varchar not null
)
