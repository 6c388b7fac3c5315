"""What does one region owe, what is coming, what is wrong, and what turns it green?"""

import streamlit as st

from pages import cached
from pages.cached import Scope
from pages.components import briefs, charts, export, filters, region_parts, tables
from pages.components.named import localised, with_dapil
from pages.components.text import moment, number, say

CHOICES = ["status", "region_name", "province_name", "decide_by", "reason", "tps_not_ready"]
GOODS = [
    "status",
    "unit_name",
    "need_pcs",
    "have_pcs",
    "coverage_ratio",
    "in_transit_in_time_pcs",
    "in_transit_late_pcs",
    "damaged_pcs",
    "short_pcs",
    "decide_by",
]
CONSIGNMENTS = [
    "lateness",
    "alarm_codes",
    "shipment_code",
    "unit_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "planned_arrival_at",
    "eta_at",
    "arrived_at",
    "is_sealed",
    "receipt_condition",
]
ALARMS = ["severity", "alarm_name", "opened_at", "reason"]
WHY = ["status", "unit_name", "reason"]
OFFERED = 12

scope = filters.current_scope()
region_parts.follow_link()
region_code = filters.current_region()
if region_code is None:
    offered = cached.region_status(scope).head(OFFERED).copy()
    st.info(say("region.choose"))
    offered["link"] = [filters.link("region", region_code=code) for code in offered["region_code"]]
    briefs.draw(offered, CHOICES, alt=say("region.choices_alt"), empty=say("region.no_choices"))
    st.stop()

everywhere = Scope(as_of=scope.as_of)
every_region = localised(cached.region_status(everywhere))
row = every_region[every_region["region_code"] == region_code].iloc[0]
units = with_dapil(localised(cached.unit_status(everywhere, region_code)))
facts = {"name": row["region_name"], "status": say(f"status.{row['status']}")}

st.header(say("region.heading", province=row["province_name"], **facts), anchor=False)
region_parts.draw_headline(row)
region_parts.draw_numbers(row)

st.header(say("region.gates"), anchor=False)
region_parts.draw_gates(row, units)

st.header(say("region.history"), anchor=False)
region_parts.draw_history(cached.status_history(region_code))

st.header(say("region.why"), anchor=False)
troubled = units[units["status"] != "green"]
briefs.draw(troubled, WHY, alt=say("region.why_alt", **facts), empty=say("region.all_green"))

st.header(say("region.goods"), anchor=False)
st.caption(say("region.goods_help"))
charts.show(
    region_parts.coverage(units), alt=say("region.goods_alt", **facts), key="region_coverage"
)
tables.show(
    units,
    GOODS,
    alt=say("region.goods_table_alt", **facts),
    key="region_goods",
    height=tables.ROW_PX * (len(units) + 1) + 2,
)
export.download(units, GOODS, name=row["region_name"], key="region")

st.header(say("region.consignments"), anchor=False)
consignments = with_dapil(localised(cached.region_shipments(everywhere, region_code)))
tables.show(
    consignments,
    CONSIGNMENTS,
    alt=say("region.consignments_alt", count=number(len(consignments)), **facts),
    key="region_consignments",
)

st.header(say("region.alarms"), anchor=False)
every_alarm = cached.alarms(everywhere)
alarms = every_alarm[every_alarm["region_code"] == region_code]
alarms_alt = say("region.alarms_alt", count=number(len(alarms)), **facts)
briefs.draw(alarms, ALARMS, alt=alarms_alt, empty=say("region.no_alarms"))

st.caption(
    say(
        "region.reports",
        oldest=moment(row["reported_at"], row["tz"]),
        newest=moment(row["last_reported_at"], row["tz"]),
    )
)
