"""Workbooks with programs, links, bombs, and parts that two programs would read differently."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from tests.trust.corpus import workbook as xlsx
from tests.trust.corpus.books import GOOD, LAST, made, marked
from tests.trust.corpus.kit import NAMES, Case, Outcome, refused
from tests.trust.corpus.workbook import SHEET

UNREADABLE = refused("UNREADABLE")
Change = Callable[[dict[str, bytes]], None]


def broken(name: str, change: Change, outcome: Outcome) -> Case:
    """A good workbook after that change to its parts."""
    content = made(NAMES, GOOD) | marked(name)
    change(content)
    return Case(f"workbook {name}", lambda: xlsx.zipped(content), outcome, "stok.xlsx")


def added(name: str, part: str, data: bytes, outcome: Outcome) -> Case:
    return broken(name, lambda content: content.update({part: data}), outcome)


def changed(name: str, part: str, old: str, new: str, outcome: Outcome) -> Case:
    def change(content: dict[str, bytes]) -> None:
        assert old.encode() in content[part], name
        content[part] = content[part].replace(old.encode(), new.encode(), 1)

    return broken(name, change, outcome)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHTER = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]><w>&l9;</w>'
DOCTYPE = refused("HAS_DOCTYPE")
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
HARM = (
    added("with a macro", "xl/vbaProject.bin", b"\xd0\xcf", refused("HAS_MACROS")),
    added("with a macro sheet", "xl/macrosheets/sheet1.xml", b"<a/>", refused("HAS_MACROS")),
    added("with ActiveX", "xl/activeX/activeX1.bin", b"\0", refused("HAS_MACROS")),
    added("with an object", "xl/embeddings/oleObject1.bin", b"\0", refused("HAS_MACROS")),
    changed(
        "that says it has macros",
        xlsx.TYPES,
        "sheet.main",
        "sheet.macroEnabled.main",
        refused("HAS_MACROS"),
    ),
    added(
        "with a link", "xl/externalLinks/externalLink1.xml", b"<a/>", refused("HAS_EXTERNAL_LINKS")
    ),
    added("with a connection", "xl/connections.xml", b"<a/>", refused("HAS_EXTERNAL_LINKS")),
    added(
        "with a web query", "xl/queryTables/queryTable1.xml", b"<a/>", refused("HAS_EXTERNAL_LINKS")
    ),
    added("with a billion laughs", SHEET, LAUGHTER.encode(), DOCTYPE),
    added("that reads other files", SHEET, OUTSIDE.encode(), DOCTYPE),
    added("with a DOCTYPE in UTF-16", SHEET, LAUGHTER.encode("utf-16"), DOCTYPE),
    added("with a DOCTYPE in UTF-16 without BOM", SHEET, LAUGHTER.encode("utf-16-le"), DOCTYPE),
    added("with a DOCTYPE in a part named .XML", "xl/other.XML", LAUGHTER.encode(), DOCTYPE),
    added("with a DOCTYPE in a part named .bin", "xl/other.bin", LAUGHTER.encode(), DOCTYPE),
    added("that unpacks to 100 MB", "xl/media/a.png", b"0" * 100_000_001, refused("ZIP_TOO_LARGE")),
    broken(
        "with 201 parts",
        lambda content: content.update({f"xl/media/{n}.png": b"" for n in range(201)}),
        refused("ZIP_TOO_MANY_ENTRIES"),
    ),
)

NUMBER = '<c r="D2"><v>100</v></c>'
RELATIONS = "xl/_rels/workbook.xml.rels"


def twice() -> bytes:
    """Two parts of one name: which of them is the sheet depends on who reads."""
    file = io.BytesIO(xlsx.zipped(made(NAMES, GOOD)))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")  # zipfile itself finds it odd
        archive.writestr(zipfile.ZipInfo(SHEET), xlsx.sheet(xlsx.rows(NAMES, LAST)))
    return file.getvalue()


def without_sheet(content: dict[str, bytes]) -> None:
    del content[SHEET]


def with_shared_text(content: dict[str, bytes]) -> None:
    """One shared text, which a cell asks for by the number before the first."""
    text = f'<sst xmlns="{xlsx.MAIN}" count="1" uniqueCount="1"><si><t>999</t></si></sst>'
    content["xl/sharedStrings.xml"] = (xlsx.PROLOGUE + text).encode()
    for part, end, more in (
        (xlsx.TYPES, b"</Types>", xlsx.override("/xl/sharedStrings.xml", "sharedStrings")),
        (RELATIONS, b"</Rel", xlsx.relation("rId98", "sharedStrings", "sharedStrings.xml")),
    ):
        content[part] = content[part].replace(end, more.encode() + end)
    content[SHEET] = content[SHEET].replace(NUMBER.encode(), b'<c r="D2" t="s"><v>-1</v></c>')


def cut(bytes_left: int) -> Callable[[], bytes]:
    return lambda: xlsx.zipped(made(NAMES, GOOD))[:bytes_left]


def flipped() -> bytes:
    """One bit of the packed sheet changed, so that its checksum is wrong."""
    data = bytearray(xlsx.zipped(made(NAMES, GOOD), zipfile.ZIP_STORED))
    data[data.index(b"35.77")] ^= 1
    return bytes(data)


ROW_2 = '<row r="2">'
BROKEN = (
    Case("workbook with one part twice", twice, UNREADABLE, "twice.xlsx"),
    Case("workbook without its end", cut(1500), UNREADABLE, "cut.xlsx"),
    Case("workbook of four bytes", lambda: b"PK\x03\x04", UNREADABLE, "four.xlsx"),
    Case("workbook with a wrong checksum", flipped, UNREADABLE, "crc.xlsx"),
    Case(
        "workbook behind a program",
        lambda: b"MZ" + xlsx.zipped(made(NAMES, GOOD)),
        refused("CONTENT_NOT_AS_NAMED"),
        "mz.xlsx",
    ),
    Case(
        "zip of a CSV named .xlsx",
        lambda: xlsx.zipped({"stok.csv": b"a,b"}),
        UNREADABLE,
        "csv.xlsx",
    ),
    broken("without its sheet", without_sheet, refused("NO_MATCHING_SHEET")),
    changed("with an unclosed row", SHEET, "</row>", "", UNREADABLE),
    changed("with the same row twice", SHEET, ROW_2, '<row r="1">', UNREADABLE),
    changed("with rows that go back", SHEET, '<row r="1">', '<row r="3">', UNREADABLE),
    changed("with row 0", SHEET, '<row r="1">', '<row r="0">', UNREADABLE),
    changed("with row 2,000,000", SHEET, ROW_2, '<row r="2000000">', UNREADABLE),
    changed("with row 1_0", SHEET, ROW_2, '<row r="1_0">', UNREADABLE),
    changed("with a cell twice", SHEET, 'r="E2"', 'r="D2"', UNREADABLE),
    changed("with a cell of another row", SHEET, 'r="E2"', 'r="E7"', UNREADABLE),
    changed(
        "with a shared text that is not there",
        SHEET,
        NUMBER,
        '<c r="D2" t="s"><v>9</v></c>',
        UNREADABLE,
    ),
    broken("with shared text -1", with_shared_text, UNREADABLE),
    changed(
        "with a number in 5,000 digits", SHEET, "<v>100</v>", f"<v>{'9' * 5000}</v>", UNREADABLE
    ),
    changed("with a number written 1_00", SHEET, "<v>100</v>", "<v>1_00</v>", UNREADABLE),
    changed("with a number in other digits", SHEET, "<v>100</v>", "<v>١٠٠</v>", UNREADABLE),
    changed("with a word for a number", SHEET, "<v>100</v>", "<v>seratus</v>", UNREADABLE),
)

CASES = (*HARM, *BROKEN)
