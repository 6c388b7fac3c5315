"""Will we be ready? One sentence that leads with what is not, and four numbers with their bases."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_pipeline import headline
from data_pipeline.headline import stations
from pages import cached
from pages.components.text import UNKNOWN, day, hours, is_missing, language, number, say


def draw(numbers: pd.Series) -> None:
    """The sentence and the four numbers of one scope (a row of the query overview_numbers)."""
    with st.container(key="headline"):
        st.header(sentence(numbers), anchor=False)
    with st.grid(4, min_column_width=150, key="numbers"):
        _stations(numbers)
        _regions(numbers)
        _decision(numbers)
        _oldest(numbers)


def sentence(numbers: pd.Series) -> str:
    """The tail first: stations not ready, red and silent regions, days to the vote."""
    return headline.sentence(language(), numbers, _days_before(numbers))


def _days_before(numbers: pd.Series) -> int:
    points = cached.as_of_points().set_index("as_of")
    return int(points.loc[numbers["as_of"], "days_before"])


def _stations(numbers: pd.Series) -> None:
    facts = {"total": number(numbers["tps_count"]), "unknown": number(numbers["tps_unknown"])}
    basis = "overview.numbers.tps_unknown" if numbers["tps_unknown"] else "overview.numbers.tps_of"
    _number(
        say("overview.numbers.tps"),
        stations(language(), numbers["tps_not_ready"]),
        say(basis, **facts),
    )


def _regions(numbers: pd.Series) -> None:
    value = f"{number(numbers['red_units'])} · {number(numbers['grey_units'])}"
    basis = say("overview.numbers.regions_of", total=number(numbers["unit_count"]))
    _number(say("overview.numbers.regions"), value, basis)


def _decision(numbers: pd.Series) -> None:
    overdue = number(numbers["overdue_decisions"])
    basis = say("overview.numbers.overdue", n=overdue)
    _number(
        say("overview.numbers.decide_by"), day(numbers["next_decide_by"], has_year=False), basis
    )


def _oldest(numbers: pd.Series) -> None:
    never = numbers["never_reported_units"]
    facts = {"n": number(never), "total": number(numbers["unit_count"])}
    basis = say(f"overview.numbers.{'never' if never else 'none_silent'}", **facts)
    oldest = numbers["oldest_age_hours"]
    value = UNKNOWN if is_missing(oldest) else hours(oldest)
    _number(say("overview.numbers.oldest"), value, basis)


def _number(label: str, value: str, basis: str) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(label)
        st.metric(label, value, label_visibility="collapsed")
        st.caption(basis)
