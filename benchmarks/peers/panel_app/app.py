"""Where do we stand? The page in Panel: bound functions, Plotly Express, Tabulator."""

from __future__ import annotations

import pandas as pd
import panel as pn

from benchmarks.peers import board, charts
from benchmarks.peers.board import COLOURS, EVERYWHERE, STATUSES

pn.extension("plotly", "tabulator")


frames_of = pn.cache(board.load, max_items=2)


class Page:
    """One visitor's page: panes that are made once and given new objects."""

    def __init__(self) -> None:
        self.shown = board.version()
        everything = frames_of(self.shown)
        self.version = pn.pane.Markdown(css_classes=["version"])
        self.province = pn.widgets.Select(
            name="Province", options=everything.provinces, value=EVERYWHERE
        )
        self.numbers = [
            pn.indicators.Number(name=name, format="{value:,}", default_color=colour)
            for name, colour in [*((it, COLOURS[it]) for it in STATUSES), ("ballots short", "#333")]
        ]
        self.map, self.bars, self.gantt = (pn.pane.Plotly(height=h) for h in (420, 380, 380))
        self.table = pn.widgets.Tabulator(height=400, disabled=True, show_index=False)
        self.regency = pn.widgets.Select(name="Regency", options={"": None})
        self.goods = pn.Column()
        self.province.param.watch(self.draw, "value")
        self.regency.param.watch(self.detail, "value")
        pn.state.add_periodic_callback(self.follow, period=1000)
        self.draw()

    def draw(self, *_events: object) -> None:
        """All that depends on the province, sent at once."""
        frames = frames_of(self.shown).of(self.province.value)
        values = [*frames.counts.values(), frames.short_ballots]
        with pn.io.hold():
            for number, value in zip(self.numbers, values, strict=True):
                number.value = value
            self.map.object = charts.status_map(frames, board.geometry())
            self.bars.object = charts.bars(frames)
            self.gantt.object = charts.gantt(frames)
            self.table.value = frames.regencies.reset_index(drop=True)
            names = zip(frames.regencies["regency"], frames.regencies["region_code"], strict=True)
            self.regency.options = {"": None, **dict(names)}
            self.version.object = f"Board v{self.shown}"

    def detail(self, *_events: object) -> None:
        """What the chosen regency has of each good."""
        code = self.regency.value
        frame = board.goods(self.shown, code) if code else pd.DataFrame()
        self.goods[:] = [pn.widgets.Tabulator(frame, disabled=True)] if code else []

    def follow(self) -> None:
        """A new board draws the page anew."""
        if board.version() != self.shown:
            self.shown = board.version()
            self.draw()

    def layout(self) -> pn.Column:
        return pn.Column(
            "# Election logistics",
            self.version,
            self.province,
            pn.Row(*self.numbers),
            pn.Row(self.map, self.bars),
            self.gantt,
            self.table,
            self.regency,
            self.goods,
        )


Page().layout().servable()
