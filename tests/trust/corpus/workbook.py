"""How is a workbook made part by part, so that any part of it can be hostile?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE_STYLE = 1  # the second format of the styles below shows a number as a date

Parts = Mapping[str, bytes]


def cell(place: str, value: object, style: int = 0) -> str:
    """One cell as XML: numbers as numbers, everything else as text in place."""
    look = f' s="{style}"' if style else ""
    if isinstance(value, bool):
        return f'<c r="{place}"{look} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"{look}><v>{value}</v></c>'
    return f'<c r="{place}"{look} t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def row(number: int, values: Sequence[object]) -> str:
    """One row as XML; None leaves a cell out."""
    cells = [
        cell(f"{chr(65 + place)}{number}", value)
        for place, value in enumerate(values)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(rows: str, after: str = "") -> bytes:
    """A worksheet of those rows, and what may stand behind them."""
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return (PROLOGUE + text).encode()


def rows(*lines: Sequence[object]) -> str:
    return "".join(row(number, values) for number, values in enumerate(lines, 1))


def parts(first: bytes, *others: bytes, book_settings: str = "") -> dict[str, bytes]:
    """Every part of a workbook with those worksheets."""
    sheets = {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate((first, *others), 1)}
    listed = "".join(
        f'<sheet name="Lembar{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1)
    )
    relations = "".join(
        relation(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml")
        for n in range(1, len(sheets) + 1)
    ) + relation("rId99", "styles", "styles.xml")
    overrides = "".join(override(f"/{name}", "worksheet") for name in sheets)
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{book_settings}'
    return {
        TYPES: types(
            overrides + override(f"/{BOOK}", "sheet.main") + override(f"/{STYLES}", "styles")
        ),
        "_rels/.rels": relations_part(relation("rId1", "officeDocument", BOOK)),
        BOOK: f"{PROLOGUE}{book}<sheets>{listed}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": relations_part(relations),
        STYLES: styles(),
        **sheets,
    }


def override(name: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    return f'<Override PartName="{name}" ContentType="{content}"/>'


def relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def types(overrides: str) -> bytes:
    package = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{package}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    text = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'
    return (PROLOGUE + text).encode()


def relations_part(relations: str) -> bytes:
    text = f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    return (PROLOGUE + text).encode()


def styles() -> bytes:
    """Two cell formats: general, and a date."""
    text = (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="22" xfId="0"/></cellXfs>'
        "</styleSheet>"
    )
    return (PROLOGUE + text).encode()


def zipped(content: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one file, the same bytes every time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 8, 8, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, data)
    return file.getvalue()
