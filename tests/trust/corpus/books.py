"""Workbooks: typed cells, and what stands around a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.trust.corpus import workbook as xlsx
from tests.trust.corpus.kit import AT, NAMES, Case, Outcome, partly, refused, taken
from tests.trust.corpus.workbook import DATE_STYLE

GOOD = (AT, "35.77", "tinta", 100, 90, "SILOG")
LAST = (AT, "35.76", "tinta", 100, 90, "SILOG")
EPOCH_1904 = '<workbookPr date1904="1"/>'


def made(*lines: Sequence[object], after: str = "", settings: str = "") -> dict[str, bytes]:
    """The parts of a workbook with one sheet of those lines."""
    return xlsx.parts(xlsx.sheet(xlsx.rows(*lines), after), book_settings=settings)


def book(name: str, outcome: Outcome, *lines: Sequence[object], after: str = "") -> Case:
    """A workbook with one sheet of those lines."""
    return Case(
        f"workbook {name}",
        lambda: xlsx.zipped(made(*lines, after=after) | marked(name)),
        outcome,
        "stok.xlsx",
    )


def marked(name: str) -> dict[str, bytes]:
    """A part that nobody reads, so that no two workbooks are the same bytes."""
    return {"docProps/thumbnail.bin": name.encode()}


def in_cell(name: str, xml: str, reason: str = "", value: object = None) -> Case:
    """A good workbook whose second row has that XML as its cell D, pieces received."""
    line = xlsx.row(3, (AT, "35.78", "tinta", 555, 90, "SILOG"))
    changed = line.replace(xlsx.cell("D3", 555), xml)
    content = xlsx.row(1, NAMES) + xlsx.row(2, GOOD) + changed + xlsx.row(4, LAST)
    outcome = (
        partly(2, (3, "received_pcs", reason)) if reason else taken(3, {(3, "received_pcs"): value})
    )
    data = xlsx.parts(xlsx.sheet(content)) | marked(name)
    return Case(f"workbook with {name}", lambda: xlsx.zipped(data), outcome, "stok.xlsx")


def in_place(name: str, place: int, value: object, reason: str) -> Case:
    """A good workbook whose second row has that value in that place."""
    cells: list[object] = [AT, "35.78", "tinta", 100, 90, "SILOG"]
    cells[place] = value
    outcome = partly(2, (3, NAMES[place], reason))
    return book(f"with {name}", outcome, NAMES, GOOD, cells, LAST)


def dated(name: str, xml: str, profile: str, outcome: Outcome, settings: str = "") -> Case:
    """One row whose time is that cell."""
    line = xlsx.row(2, GOOD).replace(xlsx.cell("A2", AT), xml)
    data = xlsx.parts(xlsx.sheet(xlsx.row(1, NAMES) + line), book_settings=settings)
    data |= marked(profile)
    return Case(
        f"workbook with {name} by {profile}", lambda: xlsx.zipped(data), outcome, "a.xlsx", profile
    )


SERIAL = f'<c r="A2" s="{DATE_STYLE}"><v>45299.333333333336</v></c>'  # 8 January 2024, 08:00
CELLS = (
    in_cell("a formula and its value", '<c r="D3"><f>500+55</f><v>555</v></c>', value=555),
    in_cell("a whole number with decimals", '<c r="D3"><v>555.0</v></c>', value=555),
    in_cell("a number in powers", '<c r="D3"><v>5.55E2</v></c>', value=555),
    in_cell("a number as text", '<c r="D3" t="str"><v>555</v></c>', value=555),
    in_cell("an empty formula text", '<c r="D3" t="str"><f>""</f><v></v></c>', value=None),
    in_cell("no value", '<c r="D3"/>', value=None),
    in_cell("a formula never calculated", '<c r="D3"><f>1+1</f></c>', "FORMULA_WITHOUT_VALUE"),
    in_cell("an error", '<c r="D3" t="e"><v>#REF!</v></c>', "CELL_ERROR"),
    in_cell("an error by formula", '<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "CELL_ERROR"),
    in_cell("half a piece", '<c r="D3"><v>555.5</v></c>', "NOT_A_WHOLE_NUMBER"),
    in_cell("nearly a whole", '<c r="D3"><v>554.99999999</v></c>', "NOT_A_WHOLE_NUMBER"),
    in_cell("a yes", '<c r="D3" t="b"><v>1</v></c>', "NOT_A_WHOLE_NUMBER"),
    in_cell("a negative number", '<c r="D3"><v>-555</v></c>', "NEGATIVE"),
    in_cell("a number beyond belief", '<c r="D3"><v>1E300</v></c>', "TOO_LARGE"),
    in_cell("an infinite number", '<c r="D3"><v>1E999</v></c>', "NOT_A_WHOLE_NUMBER"),
    in_cell(
        "a date as quantity", f'<c r="D3" s="{DATE_STYLE}"><v>45299</v></c>', "NOT_A_WHOLE_NUMBER"
    ),
    in_place("a grouped number as text", 3, "1.234", "GROUPED_NUMBER"),
    in_place("a code as decimal number", 1, 35.78, "CODE_AS_NUMBER"),
    in_place("a code without its zero", 1, 33.1, "CODE_AS_NUMBER"),
    in_place("a province as number", 1, 35, "UNKNOWN_REGION"),
    in_place("a serial number as time", 0, 45299.5, "NOT_A_TIME"),
    in_place("a totals line", 0, "Jumlah", "TOTALS_ROW"),
    in_place("a hidden sign in its text", 5, "SI\u202eLOG", "CONTROL_CHARACTER"),
    book("with a post as number", taken(1), NAMES, (AT, 990101, "tinta", 1, 1, "SILOG")),
    dated("a date cell", SERIAL, "standard", partly(0, (2, "snapshot_at", "TIME_WITHOUT_ZONE"))),
    dated("a date cell", SERIAL, "id-ID", taken(1, {(2, "snapshot_at"): datetime(2024, 1, 8, 1)})),
    dated(
        "a date cell", SERIAL, "id-ID-wit", taken(1, {(2, "snapshot_at"): datetime(2024, 1, 7, 23)})
    ),
    dated(
        "a date cell counted from 1904",
        SERIAL.replace("45299", "43837"),
        "id-ID",
        taken(1, {(2, "snapshot_at"): datetime(2024, 1, 8, 1)}),
        EPOCH_1904,
    ),
    dated(
        "a date cell in 2099",
        SERIAL.replace("45299", "72700"),
        "id-ID",
        partly(0, (2, "snapshot_at", "FUTURE_TIME")),
    ),
    dated(
        "a date cell beyond the calendar",
        SERIAL.replace("45299", "9999999"),
        "id-ID",
        partly(0, (2, "snapshot_at", "CELL_ERROR")),
    ),
)

STRAY = (AT, "35.78", "tinta", 100, 90, "SILOG", "catatan")
MERGED = '<mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'
AROUND = (
    book("that is good", taken(2, {(2, "received_pcs"): 100}), NAMES, GOOD, LAST),
    book(
        "with blank rows",
        taken(2, {(4, "region_code"): "35.77"}),
        (),
        NAMES,
        (),
        GOOD,
        (" ",),
        LAST,
    ),
    book("with a title above", refused("NO_MATCHING_SHEET"), ("LAPORAN STOK",), NAMES, GOOD),
    book("with a note beside", partly(1, (3, "", "WRONG_CELL_COUNT")), NAMES, GOOD, STRAY),
    book("with merged cells", refused("MERGED_CELLS"), NAMES, GOOD, LAST, after=MERGED),
    book("with a column twice", refused("HEADER_DUPLICATE_COLUMN"), (*NAMES, "usable_pcs"), GOOD),
    book("with a column unknown", refused("HEADER_UNKNOWN_COLUMN"), (*NAMES, "warna"), GOOD),
    book("with a gap in its header", refused("HEADER_UNKNOWN_COLUMN"), (*NAMES, None, "x"), GOOD),
    book("without region", refused("HEADER_MISSING_COLUMN"), (NAMES[0], *NAMES[2:]), GOOD),
    book("without rows", refused("NO_ROWS"), NAMES),
    book("without anything", refused("NO_MATCHING_SHEET")),
    Case(
        "workbook with a cell in XFD1048576",
        lambda: xlsx.zipped(
            xlsx.parts(
                xlsx.sheet(
                    xlsx.rows(NAMES, GOOD)
                    + f'<row r="1048576">{xlsx.cell("XFD1048576", "x")}</row>'
                )
            )
        ),
        partly(1, (1_048_576, "", "WRONG_CELL_COUNT")),
        "far.xlsx",
    ),
    Case(
        "workbook with two tables",
        lambda: xlsx.zipped(xlsx.parts(*[xlsx.sheet(xlsx.rows(NAMES, GOOD))] * 2)),
        refused("SEVERAL_MATCHING_SHEETS"),
        "two.xlsx",
    ),
    Case(
        "workbook with its table on the second sheet",
        lambda: xlsx.zipped(
            xlsx.parts(xlsx.sheet(xlsx.rows(("catatan",))), xlsx.sheet(xlsx.rows(NAMES, GOOD)))
        ),
        taken(1),
        "second.xlsx",
    ),
)

CASES = (*CELLS, *AROUND)
