"""How are a handful of rows shown? As a plain table that turns into cards on a phone.

Nothing is cropped and everything is read aloud cell by cell, which a canvas table cannot do.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from data_pipeline import catalog, cells
from pages.components import status, tables
from pages.components.filters import link
from pages.components.text import say

STYLE: Final = """<style>
.brief {container-type: inline-size;}
.brief table {width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 1.35;}
.brief caption {position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%);}
.brief th {text-align: left; font-weight: 500; font-size: 12.5px; opacity: .72;
  padding: 0 14px 6px 0; vertical-align: bottom;}
.brief td {border-top: 1px solid rgb(128 128 128 / 28%); padding: 7px 14px 7px 0;
  vertical-align: top;}
.brief .number {text-align: right; font-variant-numeric: tabular-nums; padding-right: 4px;}
.brief .chip {display: inline-block; white-space: nowrap; padding: 1px 7px; border-radius: 5px;
  border: 1px solid var(--tone); background: color-mix(in srgb, var(--tone) 22%, transparent);}
.brief .date {white-space: nowrap;}
.brief a {color: inherit; font-weight: 600;}
@container (max-width: 390px) {
  .brief thead {display: none;}
  .brief tr {display: flex; flex-wrap: wrap; gap: 2px 10px; padding: 9px 0;
    border-top: 1px solid rgb(128 128 128 / 28%);}
  .brief td {border: 0; padding: 0; text-align: left;}
  .brief td[data-label]::before {content: attr(data-label) " "; opacity: .72;}
  .brief .link, .brief .long {flex-basis: 100%;}
}
</style>"""
LONG: Final = ("way_out", "reason")


def draw(frame: pd.DataFrame, columns: Sequence[str], *, alt: str, empty: str) -> None:
    """Draw a few rows, or say `empty`."""
    if frame.empty:
        st.caption(empty)
    else:
        st.html(table(frame, columns, alt=alt))


def table(frame: pd.DataFrame, columns: Sequence[str], *, alt: str) -> str:
    """A few rows as HTML. In the frame, `link` is the address of a row's first plain text, and
    `is_past` strikes out a decide-by that has gone."""
    texts = tables.readable(frame, columns)
    rows = [
        _row(columns, list(shown), facts)
        for shown, facts in zip(
            texts.itertuples(index=False), frame.to_dict("records"), strict=True
        )
    ]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in texts.columns)
    return (
        f'{STYLE}<div class="brief"><table><caption>{escape(alt)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def linked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the address of each region's sheet."""
    return rows.assign(link=[link("region", region_code=code) for code in rows["region_code"]])


def _row(columns: Sequence[str], shown: list[str], facts: dict[str, Any]) -> str:
    linked = next((name for name in columns if _is_plain(name)), "")
    cells = [
        _cell(name, text, facts, name == linked) for name, text in zip(columns, shown, strict=True)
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(name: str, text: str, facts: dict[str, Any], is_linked: bool) -> str:
    kind = catalog.column(name).format
    words = escape(text)
    if kind == "status":
        return f"<td>{chip(facts[name])}</td>"
    if is_linked and "link" in facts:
        href = escape(facts["link"], quote=True)
        return f'<td class="link"><a href="{href}" target="_self">{words}</a></td>'
    if name == "decide_by" and facts.get("is_past"):
        words = f"<s>{words}</s> {escape(say('shell.passed'))}"
    css = "number" if kind in cells.NUMERIC else "long" if name in LONG else kind
    label = "" if _is_plain(name) else f' data-label="{escape(tables.label(name), quote=True)}"'
    return f'<td class="{css}"{label}>{words}</td>'


def chip(kind: str) -> str:
    """'■ Merah' with its colour around it, as HTML."""
    words = f"{status.SHAPES[kind]} {status.word(kind).capitalize()}"
    return f'<span class="chip" style="--tone:{status.colours()[kind]}">{escape(words)}</span>'


def _is_plain(name: str) -> bool:
    return catalog.column(name).format == "text" and name not in LONG
