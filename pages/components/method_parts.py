"""What stands on the method page? The gates in words with today's limits, and the honest notes."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline.figures.chart import Table
from data_pipeline.text import catalogue
from pages import cached
from pages.cached import Scope
from pages.components import briefs, figures, status
from pages.components.text import is_missing, language, number, say
from pages.components.views import View

GATES: Final = ("J", "W", "M", "S", "D")
RULES: Final = (
    "gate_name",
    "rule_name",
    "class_name",
    "window",
    "amber_limit",
    "red_limit",
    "citation",
)
ALARMING: Final = "grey_outranks_amber"


def days_before(scope: Scope) -> int:
    """Days to the vote at the moment looked at; negative after it."""
    points = cached.as_of_points().set_index("as_of")
    return int(points.loc[scope.as_of or cached.meta()["as_of"], "days_before"])


def draw_numbers(rules: pd.DataFrame, days: int) -> None:
    """The version in force, how many limits it holds, how many are only proposed."""
    in_force = rules[_is_now(rules, days)]
    proposed = f"{number(rules['is_proposal'].sum())} / {number(len(rules))}"
    with st.grid(4, min_column_width=170, key="method_numbers"):
        st.metric(say("method.version"), next(iter(rules["rules_version"])), border=True)
        st.metric(say("method.day"), say("method.days_before", n=number(days)), border=True)
        st.metric(say("method.in_force"), number(len(in_force)), border=True)
        told = say("method.proposed_help")
        st.metric(say("method.proposed"), proposed, border=True, help=told)


def draw_gates(rules: pd.DataFrame, days: int) -> None:
    """Each gate: what it asks, how it answers, and the limits of this day."""
    st.header(say("method.gates"), anchor=False)
    st.caption(say("method.gates_note"))
    with st.grid(5, min_column_width=225, key="method_gates"):
        for gate in GATES:
            _gate(gate, rules[(rules["gate_code"] == gate) & _is_now(rules, days)])


def draw_order(rules: pd.DataFrame, days: int) -> None:
    """Which colour is worse on this day, worst first."""
    st.header(say("method.order.title"), anchor=False)
    limit = int(rules.set_index("rule_code").loc[ALARMING, "from_days_before"])
    is_last_week = days <= limit
    order = ("red", "grey", "amber", "green") if is_last_week else status.ORDER
    st.markdown(" › ".join(status.chip(kind) for kind in order))
    key = "method.order.late" if is_last_week else "method.order.early"
    st.markdown(say(key, limit=number(limit)))


def draw_rules(table: Table, view: View) -> None:
    """Every limit with its citation, read to the end."""
    figures.head(table, view, key="method_rules")
    briefs.draw(table.frame, RULES, alt=table.alt, empty=table.empty)


def draw_notes(*codes: str) -> None:
    """Sections of plain points, as the locale lists them."""
    for code in codes:
        st.header(say(f"method.{code}.title"), anchor=False)
        points = [say(key) for key in _points(code)]
        st.markdown("\n".join(f"- {point}" for point in points))


def draw_unmeasured() -> None:
    """What has not been measured, said as plainly as what has."""
    with st.container(border=True, key="method_unmeasured"):
        draw_notes("unmeasured")


def _gate(gate: str, rules: pd.DataFrame) -> None:
    with st.container(border=True, height="stretch"):
        name = say(f"reasons.gate_name.{gate}")
        st.subheader(f"{gate} · {name}", anchor=False)
        st.markdown(f"**{say(f'method.gate.{gate}.asks')}** {say(f'method.gate.{gate}.how')}")
        limits = [_limit(rule) for rule in rules.to_dict("records")]
        st.caption("  \n".join(limits))


def _limit(rule: dict[Any, Any]) -> str:
    """'Surat suara: kuning di atas 0,0 %; …' in the words of that rule."""
    code = rule["rule_code"]
    is_at_once = code == "open_hours" and not is_missing(rule["red_at"]) and rule["red_at"] == 0
    key = f"method.limit.{code}{'_at_once' if is_at_once else ''}"
    return say(
        key,
        goods=str(rule["class_name"]).capitalize(),
        amber=rule["amber_limit"],
        red=rule["red_limit"],
    )


def _is_now(rules: pd.DataFrame, days: int) -> pd.Series:
    return (rules["from_days_before"] >= days) & (rules["to_days_before"] <= days)


def _points(code: str) -> list[str]:
    """The keys of a section's points, in the order of the locale."""
    head = f"method.{code}.points."
    return [key for key in catalogue(language()) if key.startswith(head)]
