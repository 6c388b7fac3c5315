-- J jumlah (quantity): does what is held, on its way and ordered in time cover the need? (risk rules, gate J)
-- Ballots are red when, after the warehouse deadline, fewer are held than there are voters (UU 7/2017 art. 344; UU 1/2015 art. 80).
-- grain: as_of, unit_id
with compared as (
    select
        *,
        short_pcs / nullif(cast(need_pcs as double), 0) as short_ratio,
        item_class = 'ballot' and as_of >= received_deadline_at and on_hand_pcs + unbooked_pcs < base_pcs as is_below_voters
    from core_unit
)

select
    compared.as_of,
    unit_id,
    'J' as gate_code,
    -- promises no longer count: what is missing is what is not in the warehouse
    case when is_below_voters and short_pcs = 0 then need_pcs - on_hand_pcs - unbooked_pcs else short_pcs end as short_pcs,
    case
        when on_hand_pcs is null then null
        when is_below_voters then 'red'
        when short_ratio > rule.amber_at and not is_lead_time_left then 'red'
        when short_ratio > rule.amber_at then 'amber'
        else 'green'
    end as status,
    case
        when on_hand_pcs is null then 'D.never'
        when is_below_voters then 'J.fewer_than_voters'
        when short_ratio > rule.amber_at and compared.item_class = 'ballot' and need_pcs - short_pcs >= base_pcs then 'J.reserve_eaten'
        when short_ratio > rule.amber_at then 'J.short'
        else 'none'
    end as reason_code,
    due_at,
    short_ratio,
    case
        when compared.item_class = 'ballot' then greatest(base_pcs - (need_pcs - short_pcs), 0) / nullif(cast(base_pcs as double), 0)
        when short_ratio > rule.amber_at then short_ratio
        else 0.0
    end as unready_ratio
from compared
join seed_risk_rules as rule on rule.rule_code = 'short_ratio' and rule.item_class = compared.item_class
