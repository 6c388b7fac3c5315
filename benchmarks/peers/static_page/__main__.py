"""Where do we stand? One HTML file: the peers' charts of every province, chosen in the browser.

No server takes part once it is loaded, so it shows what these charts cost a browser at the least.
It is of one board for ever, and whoever opens it has the whole country's data.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from string import Template
from typing import Any, Final

import pandas as pd
from plotly.offline import get_plotlyjs

from benchmarks.peers import board, charts
from benchmarks.peers.board import GEOMETRY, Frames

PAGE: Final = Path(__file__).with_name("page.html")


def page(everything: Frames) -> str:
    """The file: Plotly's own script, then numbers, charts and rows as JSON."""
    views = {province: view(everything.of(province)) for province in everything.provinces}
    data = {
        "views": views,
        "columns": list(everything.regencies.columns),
        "rows": rows(everything.regencies),
    }
    # Inside a script element only '<' could end it.
    embedded = json.dumps(data).replace("<", "\\u003c")
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        plotly=get_plotlyjs(), data=embedded
    )


def view(frames: Frames) -> dict[str, Any]:
    """What is shown of one province, as the other peers draw it."""
    figures = {
        "map": charts.status_map(frames, GEOMETRY.name),
        "bars": charts.bars(frames),
        "gantt": charts.gantt(frames),
    }
    return {
        "numbers": {**frames.counts, "ballots short": frames.short_ballots},
        "charts": {name: json.loads(figure.to_json()) for name, figure in figures.items()},
        "regions": frames.regencies["region_code"].tolist(),
    }


def rows(regencies: pd.DataFrame) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(regencies.to_json(orient="values", date_format="iso"))
    return found


def write(folder: Path) -> None:
    """The file, with the boundaries beside it."""
    folder.mkdir(exist_ok=True)
    html = page(board.load(board.version()))
    (folder / "index.html").write_text(html, encoding="utf-8")
    shutil.copy(GEOMETRY, folder)


if __name__ == "__main__":
    made = board.boards_dir().parent / "static_page"
    write(made)
    # What serves files needs none of the libraries that made them: another program takes over.
    told = ("-m", "http.server", os.environ["PORT"], "--bind", "127.0.0.1", "--directory")
    os.execv(sys.executable, [sys.executable, *told, str(made)])
