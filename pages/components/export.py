"""How does a reader take the numbers along? An XLSX with as-of, scope, version and SIMULASI."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st
import xlsxwriter

from pages import cached
from pages.components import filters, tables
from pages.components.text import is_missing, moment, say

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROWS: Final = 5


def download(frame: pd.DataFrame, columns: Sequence[str], *, name: str, key: str) -> None:
    """A button that makes the workbook only when it is pressed."""
    st.download_button(
        say("shell.download"),
        data=lambda: workbook(frame, columns, title=name),
        file_name=f"tepat_{key}_v{cached.pointer().version}.xlsx",
        mime=XLSX,
        key=f"{key}_download",
        icon=":material/download:",
        on_click="ignore",
    )


def workbook(frame: pd.DataFrame, columns: Sequence[str], *, title: str) -> bytes:
    """The columns of a frame as XLSX; numbers stay numbers, text is never read as a formula."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Tepat")
        bold = book.add_format({"bold": True})
        for row, line in enumerate(_head(title)):
            sheet.write_string(row, 0, line, bold if row == 0 else None)
        sheet.write_row(HEAD_ROWS, 0, [tables.label(column) for column in columns], bold)
        for at, column in enumerate(columns):
            for row, value in enumerate(frame[column], start=HEAD_ROWS + 1):
                _write(sheet, row, at, value, column)
        sheet.freeze_panes(HEAD_ROWS + 1, 1)
        sheet.autofit(320)
    return buffer.getvalue()


def _head(title: str) -> list[str]:
    meta = cached.meta()
    facts = say("shell.export_facts", as_of=moment(meta["as_of"]), version=int(meta["version"]))
    simulated = say("shell.simulated") if meta["is_simulated"] else ""
    return [title, filters.chips(), facts, simulated]


def _write(sheet: Any, row: int, at: int, value: Any, column: str) -> None:
    if isinstance(value, bool) or is_missing(value):
        sheet.write_string(row, at, tables.cell(value, column))
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, tables.cell(value, column))
