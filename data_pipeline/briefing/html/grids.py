"""How do tables and heatmaps stand on the light page? As tables, to be scrolled where too wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from data_pipeline import catalog, cells
from data_pipeline.briefing import cuts, matrices
from data_pipeline.briefing.html.style import HEAT_STEPS
from data_pipeline.briefing.html.words import told
from data_pipeline.briefing.names import row_name
from data_pipeline.cells import NUMERIC
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.formats import is_missing
from data_pipeline.house import SHAPES
from data_pipeline.text import say

MOST_COLUMNS: Final = 9
LONGEST_CELL: Final = 420
WIDE: Final = 60  # a cell with more characters gets room to wrap


def table(language: str, shown: Table, rows: int) -> str:
    """The leading columns of the first rows; what is left out is said below."""
    if shown.frame.empty:
        return f"<p>{told(shown.empty or say(language, 'writers.no_rows'))}</p>"
    frame = shown.frame.head(min(rows, shown.shown))
    columns = shown.columns[:MOST_COLUMNS]
    note = cuts.table_note(language, shown, len(frame), len(columns))
    if frame.empty:
        return f'<p class="soft">{told(note)}</p>'
    texts = [cells.texts(language, frame, column) for column in columns]
    looks = [_look(column, words) for column, words in zip(columns, texts, strict=True)]
    head = "".join(
        f'<th scope="col"{look}>{told(cells.label(language, column))}</th>'
        for column, look in zip(columns, looks, strict=True)
    )
    body = "".join(f"<tr>{_cells(columns, looks, row)}</tr>" for row in zip(*texts, strict=True))
    return _scrolled(shown.question, head, body, note, shown.title)


def _look(column: str, words: Sequence[str]) -> str:
    kind = catalog.column(column).format
    if kind in NUMERIC or kind in ("date", "moment"):
        return ' class="n"' if kind in NUMERIC else ' class="d"'
    return ' class="w"' if max(map(len, words)) > WIDE else ""


def _cells(columns: Sequence[str], looks: Sequence[str], row: Sequence[str]) -> str:
    """The cells of a row; the first name of it is the heading of the row."""
    named = next((at for at, column in enumerate(columns) if column.endswith("_name")), 0)
    made = []
    for at, (column, look, text) in enumerate(zip(columns, looks, row, strict=True)):
        if at == named:
            made.append(f'<th scope="row">{told(text, LONGEST_CELL)}</th>')
        else:
            made.append(f"<td{_status(column, text) or look}>{told(text, LONGEST_CELL)}</td>")
    return "".join(made)


def _status(column: str, text: str) -> str:
    if catalog.column(column).format != "status":
        return ""
    status = next((name for name, shape in SHAPES.items() if text.startswith(shape)), "")
    return f' class="s {status}"' if status else ""


def heatmap(language: str, chart: Chart, rows: int) -> str:
    """The darker the more; ◌ where nothing was reported, an empty cell where nothing is short."""
    names, headings, found = matrices.matrix(chart)
    highest = matrices.highest(chart)
    head = f'<th scope="col"><span class="hidden">{told(say(language, "writers.row"))}</span></th>'
    head += "".join(f'<th scope="col">{told(text, 60)}</th>' for text in headings)
    body = "".join(
        f'<tr><th scope="row">{told(row_name(name), 60)}</th>'
        + "".join(
            _shaded(language, chart, found.get((name, heading)), highest) for heading in headings
        )
        + "</tr>"
        for name in names[:rows]
    )
    cut = cuts.rows_note(language, min(rows, len(names)), len(names))
    note = " ".join(part for part in (cut, chart.note) if part)
    kind = f"heat h-{chart.series[0].tone}"
    return _scrolled(chart.alt, head, body, note, chart.title, kind)


def _shaded(language: str, chart: Chart, row: dict[Any, Any] | None, highest: float) -> str:
    if row is not None and row.get(matrices.SILENT):
        words = told(say(language, "status.grey"))
        return (
            f'<td class="grey"><span aria-label="{words}" role="img">{SHAPES["grey"]}</span></td>'
        )
    value = None if row is None else row[chart.series[0].column]
    if value is None or is_missing(value) or not value:
        return "<td></td>"
    step = min(HEAT_STEPS, max(1, round(HEAT_STEPS * float(value) / highest))) if highest else 1
    words = matrices.told(language, float(value), chart.value_format)
    return f'<td class="q{step}">{told(words)}</td>'


def _scrolled(caption: str, head: str, body: str, note: str, label: str, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else ""
    return (
        f'<figure><div class="scroll" tabindex="0" role="region" aria-label="{told(label, 200)}">'
        f"<table{look}><caption>{told(caption, 300)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div><figcaption>{told(note)}</figcaption></figure>"
    )
