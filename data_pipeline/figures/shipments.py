"""Which consignments threaten which deadline?"""

from __future__ import annotations

from typing import Final

from data_pipeline.figures.chart import Table
from data_pipeline.figures.naming import with_dapil
from data_pipeline.figures.reader import Reader

LATE: Final = (
    "lateness",
    "late_days",
    "region_name",
    "item_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "eta_at",
    "alarm_names",
    "carrier_name",
    "shipment_code",
    "planned_arrival_at",
    "origin_code",
    "destination_code",
    "province_name",
    "region_code",
    "item_code",
    "dapil_code",
    "file_name",
    "line_number",
    "delivery_sequence",
)


def late_shipments(reader: Reader, *, modes: tuple[str, ...] = ()) -> Table:
    """The consignments that need somebody, out of all those reported; `modes` empty = all."""
    late = with_dapil(reader.scoped("shipments", None, "troubled"))
    counts = reader.scoped("shipment_counts")
    if modes:
        late = late[late["transport_mode"].isin(modes)].reset_index(drop=True)
        counts = counts[counts["transport_mode"].isin(modes)]
    total = int(counts["shipment_count"].sum())
    facts = {
        "n": reader.number(len(late)),
        "total": reader.counted(total, "consignment"),
        "regions": reader.counted(late["region_code"].nunique(), "region"),
    }
    title = reader.say("table.late_shipments.title", **facts)
    case = "clear" if total else "empty"
    empty = reader.say(f"table.late_shipments.{case}", **facts)
    return reader.table("late_shipments", late, LATE, title=title, empty=empty)
