"""What stands on one region's sheet? Its headline, its gates, the days gone by, its goods."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from data_pipeline import sentences
from data_pipeline.figures.chart import Chart
from data_pipeline.figures.naming import moment_name
from pages.components import figures, filters, note_parts, source_parts, status, tables
from pages.components.text import age, day, language, moment, number, plain, say
from pages.components.views import View

CHOICES: Final = (
    "status",
    "region_name",
    "province_name",
    "decide_by",
    "reason",
    "tps_not_ready",
)
GOODS: Final = (
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
)
NEED: Final = ("unit_name", "need_pcs", "base_pcs", "reserve_pcs", "tps_count", "basis")
CONSIGNMENTS: Final = (
    "lateness",
    "alarm_names",
    "unit_name",
    "quantity_pcs",
    "transport_mode",
    "shipment_status",
    "planned_arrival_at",
    "arrived_at",
    "is_sealed",
    "receipt_condition",
    "shipment_code",
)
GATES: Final = "JWMSD"
DAYS_SHOWN: Final = 15
NOTED: Final = "✎"


def follow_link() -> None:
    """Let `?region=35.78` open a sheet; the select box itself knows only its whole labels.

    Call it before the select box is drawn: a bound widget drops what is no label of its own.
    """
    asked = st.query_params.get(filters.REGION_KEY, "")
    label = filters.region_label(asked)
    if label != asked:
        st.query_params[filters.REGION_KEY] = label
        st.session_state[filters.REGION_KEY] = asked


def draw_headline(row: pd.Series) -> None:
    """Status as shape and word, why, how old the data is, and what turns it green."""
    reason = sentences.parts(language(), row.to_dict())
    with st.container(border=True, key="region_headline"):
        st.subheader(f"{status.SHAPES[row['status']]} {reason.opening}", anchor=False)
        st.markdown(f"**{_sentence(reason.fact)}** {_sentence(reason.comparison)}")
        st.markdown(f":material/flag: {_sentence(reason.way_out)}")
        st.caption(_sentence(reason.age))


def draw_numbers(row: pd.Series) -> None:
    """Polling stations, those expected not ready, decide-by, data age and evidence grade."""
    with st.container(horizontal=True, key="region_numbers"):
        st.metric(say("region.tps"), number(row["tps_count"]), border=True)
        not_ready = tables.cell(row["tps_not_ready"], "tps_not_ready")
        st.metric(say("region.tps_not_ready"), not_ready, border=True)
        st.metric(say("region.decide_by"), day(row["decide_by"]), border=True)
        grade = say("region.grade", grade=row["evidence_grade"])
        st.metric(say("region.age"), age(row["age_hours"]), border=True, help=grade)


def draw_gates(row: pd.Series, units: pd.DataFrame) -> None:
    """Five lines: each gate's status, what it says, and on how many of the region's goods."""
    with st.container(border=True, key="region_gates"):
        for gate in GATES:
            kind = row[f"{gate.lower()}_status"]
            name = say(f"reasons.gate_name.{gate}")
            told = _gate_sentence(gate, kind, units)
            st.markdown(f"{status.badge(kind)} **{name}** — {told} {_share(gate, kind, units)}")


def draw_history(history: Chart, view: View) -> None:
    """The status at each of the last days, oldest first, each with its shape, date and notes."""
    figures.head(history, view, key="region_history")
    shown = history.data.tail(DAYS_SHOWN)
    newest = history.data["as_of"].max()
    names = [moment_name(language(), as_of, newest) for as_of in shown["as_of"]]
    noted = note_parts.beside(shown, view)
    marks = [f"{name} {NOTED}" if note else name for name, note in zip(names, noted, strict=True)]
    chips = [_chip(kind, name) for kind, name in zip(shown["status"], marks, strict=True)]
    st.markdown(" ".join(chips))
    if any(noted):
        told = [f"{name} {NOTED} {note}" for name, note in zip(names, noted, strict=True) if note]
        st.caption(" · ".join(told))
    figures.twin(history, key="region_history")


def draw_reports(row: pd.Series) -> None:
    """When the region last reported, in its own time zone."""
    oldest, newest = (moment(row[at], row["tz"]) for at in ("reported_at", "last_reported_at"))
    st.caption(say("region.reports", oldest=oldest, newest=newest))


def draw_source(unit: pd.Series, sources: pd.DataFrame) -> None:
    """The file and line the numbers of one good came from."""
    is_it = (sources["item_code"] == unit["item_code"]) & (
        sources["dapil_code"] == unit["dapil_code"]
    )
    with st.container(border=True):
        st.markdown(f"**{plain(unit['unit_name'])}**")
        if is_it.any():
            source_parts.draw(sources[is_it].iloc[0])
        else:
            st.caption(say("region.source.none"))


def whole_px(frame: pd.DataFrame) -> int:
    """As tall as its rows: a sheet is read whole and printed."""
    return tables.ROW_PX * (len(frame) + 1) + 2


def _gate_sentence(gate: str, kind: str, units: pd.DataFrame) -> str:
    deciding = units[(units["deciding_gate"] == gate) & (units[f"{gate.lower()}_status"] == kind)]
    if kind == "green" or deciding.empty:
        return _sentence(sentences.gate(language(), gate, kind))
    reason = sentences.parts(language(), deciding.iloc[0].to_dict())
    return f"{_sentence(reason.fact)} {_sentence(reason.comparison)}"


def _share(gate: str, kind: str, units: pd.DataFrame) -> str:
    count = int((units[f"{gate.lower()}_status"] == kind).sum())
    return say("region.of_items", count=number(count), items=number(len(units)))


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:].rstrip(".") + "."


def _chip(kind: str, name: str) -> str:
    return f":{status.BADGES[kind]}-badge[{status.SHAPES[kind]} {name}]"
