"""Who was silent when, and what do senders get wrong?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from data_pipeline.contract import reasons
from pages.components import charts
from pages.components.named import moment_name
from pages.components.text import language


def silence(calendar: pd.DataFrame) -> go.Figure:
    """Province by moment: regions whose data is old or missing; the most silent provinces first.

    Provinces whose data was fresh at every moment are left out.
    """
    newest = calendar["as_of"].max()
    names = {moment: moment_name(moment, newest) for moment in calendar["as_of"].unique()}
    late = calendar.assign(
        moment=calendar["as_of"].map(names),
        late_units=calendar["unit_count"] - calendar["fresh_units"],
    )
    late = late[late.groupby("province_code")["late_units"].transform("max") > 0]
    order = late[late["as_of"] == newest].sort_values("late_units", ascending=False)
    places = list(order["province_name"])
    ranked = late.sort_values(
        ["province_name", "as_of"], key=lambda column: _ranked(column, places)
    )
    figure = charts.heatmap(ranked, x="moment", y="province_name", value="late_units")
    return figure.update_traces(zmin=0)


def _ranked(column: pd.Series, places: list[str]) -> pd.Series:
    return column.map(places.index) if column.name == "province_name" else column


def refusals(counts: pd.DataFrame) -> go.Figure:
    """Refused cells per reason and column, most frequent first."""
    headers = [reasons.header(language(), name or "") for name in counts["column_name"]]
    pairs = zip(counts["reason_code"], headers, strict=True)
    causes = [f"{code} · {name or '—'}" for code, name in pairs]
    figure = charts.ranked_bars(counts.assign(cause=causes), value="refused_count", name="cause")
    return figure.update_xaxes(tickformat=",d", rangemode="tozero")
