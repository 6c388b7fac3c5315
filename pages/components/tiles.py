"""Which provinces are in trouble? A tile each: the small ones are seen as well as the large."""

from __future__ import annotations

from html import escape
from typing import Any, Final

import streamlit as st

from data_pipeline.figures.chart import Chart
from pages import cached
from pages.components import overridden, status
from pages.components.filters import current_scope, link
from pages.components.text import is_missing, language, number, say

COUNTS: Final = {kind: f"{kind}_units" for kind in status.ORDER}
# The patterns of the charts, in CSS: diagonals are red, dots amber, crossed lines no data.
PATTERNS: Final = {
    "red": "repeating-linear-gradient(45deg, rgb(255 255 255 / 13%) 0 2px, transparent 2px 8px)",
    "amber": "radial-gradient(rgb(0 0 0 / 13%) 1px, transparent 1.4px) 0 0 / 7px 7px",
    "grey": "repeating-linear-gradient(-45deg, rgb(0 0 0 / 8%) 0 1px, transparent 1px 6px)",
    "green": "linear-gradient(transparent, transparent)",
}
STYLE: Final = """<style>
.tiles {container-type: inline-size;}
.tiles ul {display: grid; gap: 3px; list-style: none; margin: 0; padding: 0;}
.tiles li {margin: 0; min-width: 0;}
.tiles a {display: flex; flex-direction: column; justify-content: space-between; height: 100%%;
  min-height: 44px; box-sizing: border-box; padding: 4px 4px 3px; border-radius: 5px;
  text-decoration: none; line-height: 1.1; overflow: hidden; border: 1px solid rgb(0 0 0 / 25%%);}
.tiles a:hover, .tiles a:focus-visible {outline: 2px solid currentColor; outline-offset: -3px;}
.tiles b {font-size: clamp(8px, 0.98cqw, 14px); font-weight: 650; white-space: nowrap;}
.tiles span {font-size: clamp(8px, 0.9cqw, 13px); white-space: nowrap;
  font-variant-numeric: tabular-nums;}
@container (min-width: 900px) {.tiles ul {grid-template-columns: repeat(%(columns)d, 1fr);}}
@container (max-width: 899px) {
  .tiles ul {grid-template-columns: repeat(auto-fill, minmax(78px, 1fr));}
  .tiles li {grid-area: auto !important;} .tiles a {min-height: 44px;}
  .tiles b, .tiles span {font-size: 12px;}}
</style>"""


def draw(chart: Chart) -> None:
    """38 provinces and Luar Negeri at their tile_row and tile_col; a tile opens its province.

    In a narrow window the tiles stand in the order of the rows: worst first.
    """
    told = (language(), status.theme(), current_scope(), link())
    st.html(cached.drawn(_tiles, chart, "tiles", *told))


def _tiles(chart: Chart) -> str:
    frame = chart.data
    style = STYLE % {"columns": int(frame["tile_col"].max()) + 1}
    overrides = overridden.of_provinces(current_scope().as_of)
    rows = frame.assign(overrides=frame["province_code"].map(overrides).fillna(0).astype(int))
    tiles = "".join(_tile(row) for row in rows.to_dict("records"))
    label = escape(say("overview.tiles.alt"), quote=True)
    return f'{style}<nav class="tiles" aria-label="{label}"><ul>{tiles}</ul></nav>'


def _tile(row: dict[str, Any]) -> str:
    place = f"grid-area:{int(row['tile_row']) + 1}/{int(row['tile_col']) + 1}"
    href = escape(link(province_code=row["province_code"]), quote=True)
    words = escape(_words(row), quote=True)
    return (
        f'<li style="{place}"><a href="{href}" target="_self" title="{words}" '
        f'aria-label="{words}" style="{_paint(row["status"])}">'
        f"<b>{escape(row['tile_label'])}</b><span>{_counts(row)}</span></a></li>"
    )


def _paint(kind: str) -> str:
    colour, ink = status.colours()[kind], status.INKS[status.theme()][kind]
    return f"background:{PATTERNS[kind]},{colour};background-color:{colour};color:{ink}"


def _counts(row: dict[str, Any]) -> str:
    """'■2 ▲5 ╱╱1': regions of each colour but green, and overridden ones; ● where all are green."""
    found = [(kind, int(row[COUNTS[kind]])) for kind in ("red", "amber", "grey")]
    told = [f"{status.SHAPES[kind]}{n}" for kind, n in found if n] or [status.SHAPES["green"]]
    if row["overrides"]:
        told.append(f"{overridden.MARK}{row['overrides']}")
    return "\u2009".join(told)


def _words(row: dict[str, Any]) -> str:
    counts = {kind: number(row[column]) for kind, column in COUNTS.items()}
    tps = row["tps_not_ready"]
    words = say(
        "overview.tiles.words",
        province=row["province_name"],
        status=status.word(row["status"]),
        total=number(row["unit_count"]),
        **counts,
    )
    parts = [words, "" if is_missing(tps) else f"{say('map.tps', n=number(tps))}."]
    if row["overrides"]:
        parts.append(f"{say('overview.tiles.overridden', n=number(row['overrides']))}.")
    return " ".join(part for part in parts if part)
