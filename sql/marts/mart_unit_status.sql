-- Status of each region's item (and contest area): the worst of the five gates, with the facts of the one that decides.
-- Data too old to judge by (gate D grey) hides every colour but red.
-- grain: as_of, region_code, item_code, dapil_code
with gated as (
    select
        unit.*,
        gate_j.status as j_status,
        gate_j.short_pcs as j_short_pcs,
        gate_w.status as w_status,
        gate_m.status as m_status,
        gate_s.status as s_status,
        gate_d.status as d_status,
        gate_d.is_flagged,
        gate_j.reason_code as j_reason,
        gate_w.reason_code as w_reason,
        gate_m.reason_code as m_reason,
        gate_s.reason_code as s_reason,
        gate_d.reason_code as d_reason,
        gate_s.alarm_code,
        gate_s.event_gate_code,
        gate_w.stage_code,
        gate_w.due_at as w_due_at,
        gate_w.delay_days,
        gate_w.rate_ratio,
        case
            when gate_j.status is null then null
            else least(
                greatest(
                    gate_j.unready_ratio,
                    coalesce(gate_w.unready_ratio, 0),
                    coalesce(gate_m.unready_ratio, 0),
                    case when gate_s.status = 'red' then coalesce(gate_s.quantity_pcs / nullif(cast(unit.need_pcs as double), 0), 0) else 0 end
                ), 1
            )
        end as unready_ratio
    from core_unit as unit
    join core_gate_j as gate_j using (as_of, unit_id)
    join core_gate_m as gate_m using (as_of, unit_id)
    join core_gate_d as gate_d using (as_of, unit_id)
    left join core_unit_w as gate_w using (as_of, unit_id)
    left join core_unit_s as gate_s using (as_of, region_code, item_code, dapil_code)
),

judged as (
    select
        *,
        case
            when 'red' in (j_status, w_status, m_status, s_status) then 'red'
            when d_status = 'grey' or j_status is null or w_status = 'grey' then 'grey'
            when 'amber' in (j_status, w_status, m_status, s_status, d_status) then 'amber'
            else 'green'
        end as status
    from gated
),

decided as (
    select
        *,
        case
            when status = 'grey' and (d_status = 'grey' or j_status is null) then 'D'
            when j_status = status then 'J'
            when s_status = status then event_gate_code
            when m_status = status then 'M'
            when w_status = status then 'W'
            else 'D'
        end as deciding_gate
    from judged
),

explained as (
    select
        *,
        case
            when status = 'green' then 'none'
            when status <> 'grey' and j_status = status then j_reason
            when status <> 'grey' and s_status = status then s_reason
            when status <> 'grey' and m_status = status then m_reason
            when w_status = status and deciding_gate = 'W' then w_reason
            when d_status = 'grey' or d_status = 'amber' then d_reason
            else 'D.never'
        end as reason_code,
        case when deciding_gate = 'W' then w_due_at else due_at end as deciding_due_at
    from decided
)

select
    as_of,
    unit_id,
    region_code,
    province_code,
    region_level,
    item_code,
    dapil_code,
    item_class,
    is_critical,
    status,
    deciding_gate,
    reason_code,
    j_status,
    w_status,
    m_status,
    coalesce(s_status, 'green') as s_status,
    d_status,
    case when status = 'green' then null else alarm_code end as alarm_code,
    stage_code,
    need_pcs,
    base_pcs,
    held_pcs as have_pcs,
    received_pcs,
    on_hand_pcs,
    in_transit_in_time_pcs,
    in_transit_late_pcs,
    open_order_pcs,
    open_replacement_pcs,
    damaged_pcs,
    j_short_pcs as short_pcs,
    surplus_pcs,
    coverage_ratio,
    damage_ratio,
    delay_days,
    rate_ratio as required_rate_ratio,
    unready_ratio,
    lead_time_days,
    cast(deciding_due_at + interval 7 hour - interval 1 minute as date) as due_on,
    case
        when status in ('red', 'amber') then cast(deciding_due_at + interval 7 hour - interval 1 minute as date) - lead_time_days - 1
    end as decide_by,
    reported_at,
    age_hours,
    shipment_count,
    source_sha256,
    source_line_number,
    is_flagged,
    tps_count,
    at_tps_pcs >= need_pcs as is_done
from explained
