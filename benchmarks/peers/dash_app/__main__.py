"""Where do we stand? The page in Dash: one callback, Plotly Express, AG Grid."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate
from plotly.graph_objects import Figure

from benchmarks.peers import board, charts
from benchmarks.peers.board import EVERYWHERE, GEOMETRY, Frames

# Dash serves a folder of assets by itself: the boundaries go to the browser once, by address.
MAP_URL = f"/assets/{GEOMETRY.name}"


@lru_cache(maxsize=2)
def frames_of(shown: int) -> Frames:
    return board.load(shown)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frame.to_dict("records")
    return rows


def columns(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [{"field": name} for name in frame.columns]


def layout() -> html.Div:
    """The empty page; the callback fills it at the first load."""
    everything = frames_of(board.version())
    numbers = [html.Div(id=f"number-{place}", className="number") for place in range(5)]
    return html.Div(
        [
            html.H1("Election logistics"),
            dcc.Interval(id="tick", interval=1000),
            dcc.Store(id="seen", data=board.version()),
            html.Div(id="version"),
            dcc.Dropdown(everything.provinces, EVERYWHERE, id="province", clearable=False),
            html.Div(numbers, style={"display": "flex", "gap": "3em", "fontSize": "2em"}),
            dcc.Graph(id="map"),
            dcc.Graph(id="bars"),
            dcc.Graph(id="gantt"),
            dag.AgGrid(
                id="regencies",
                columnDefs=columns(everything.regencies),
                getRowId="params.data.region_code",
                style={"height": 400},
            ),
            dcc.Dropdown(id="regency"),
            html.Div(id="goods"),
        ]
    )


def newest(_ticks: int, seen: int) -> int:
    """The version on show; the page is told only when it is another."""
    shown = board.version()
    if shown == seen:
        raise PreventUpdate
    return shown


def draw(province: str, shown: int) -> tuple[Any, ...]:
    """All that depends on the province."""
    frames = frames_of(shown).of(province)
    numbers = {**frames.counts, "ballots short": frames.short_ballots}
    told = [f"{name} {value:,}" for name, value in numbers.items()]
    figures: list[Figure] = [
        charts.status_map(frames, MAP_URL),
        charts.bars(frames),
        charts.gantt(frames),
    ]
    names = zip(frames.regencies["region_code"], frames.regencies["regency"], strict=True)
    options = [{"value": code, "label": name} for code, name in names]
    return (*told, *figures, records(frames.regencies), options, f"Board v{shown}")


def detail(regency: str | None, shown: int) -> Any:
    """What the chosen regency has of each good."""
    if not regency:
        return ""
    frame = board.goods(shown, regency)
    return dag.AgGrid(rowData=records(frame), columnDefs=columns(frame), className="goods")


def application() -> Dash:
    app = Dash("election", assets_folder=str(GEOMETRY.parent), title="Election logistics")
    app.layout = layout
    numbers = [Output(f"number-{place}", "children") for place in range(5)]
    graphs = [Output(name, "figure") for name in ("map", "bars", "gantt")]
    rest = [
        Output("regencies", "rowData"),
        Output("regency", "options"),
        Output("version", "children"),
    ]
    seen, seen_to = Input("seen", "data"), Output("seen", "data")
    app.callback(seen_to, Input("tick", "n_intervals"), State("seen", "data"))(newest)
    app.callback(*numbers, *graphs, *rest, Input("province", "value"), seen)(draw)
    app.callback(Output("goods", "children"), Input("regency", "value"), seen)(detail)
    return app


if __name__ == "__main__":
    application().run(host="127.0.0.1", port=int(os.environ["PORT"]), debug=False)
