-- The share of damaged pieces is above the first limit of gate M.
-- grain: as_of, region_code, item_code, dapil_code
select
    unit.as_of,
    'DAMAGE' as alarm_code,
    region_code,
    item_code,
    dapil_code,
    cast(null as varchar) as shipment_code,
    reported_at as opened_at,
    damaged_pcs as quantity_pcs,
    cast(rule.amber_at as varchar) as expected_text,
    cast(round(damage_ratio, 4) as varchar) as found_text
from core_unit as unit
join seed_risk_rules as rule on rule.rule_code = 'damage_ratio'
where damage_ratio > rule.amber_at
