"""Text files: encodings, delimiters, headers, ragged lines, and what stands around a table."""

from __future__ import annotations

from tests.trust.corpus.kit import (
    FIRST,
    HEADER,
    LAST,
    NAMES,
    STOCK,
    Case,
    Outcome,
    line,
    partly,
    refused,
    table,
    taken,
)

ROW, TOP, END = line(STOCK), line(FIRST), line(LAST)
GOOD = table(FIRST, STOCK)
CAFE = GOOD.replace("SILOG", "Café")
WIDE_LINE = 64 * 1024


def encoded(name: str, text: str, encoding: str, outcome: Outcome) -> Case:
    return Case(f"encoding {name}", lambda: text.encode(encoding), outcome)


def raw(name: str, data: bytes, outcome: Outcome) -> Case:
    return Case(name, lambda: data, outcome)


def written(name: str, text: str, outcome: Outcome) -> Case:
    return raw(name, text.encode(), outcome)


ENCODINGS = (
    encoded("UTF-8", CAFE, "utf-8", taken(2, {(2, "source_name"): "Café"})),
    encoded("UTF-8 with BOM", CAFE, "utf-8-sig", taken(2, {(3, "source_name"): "Café"})),
    encoded("UTF-16 with BOM", CAFE, "utf-16", taken(2, {(2, "source_name"): "Café"})),
    raw("encoding UTF-16 BE with BOM", b"\xfe\xff" + CAFE.encode("utf-16-be"), taken(2)),
    encoded("UTF-16 LE without BOM", GOOD, "utf-16-le", refused("HEADER_NOT_FOUND")),
    encoded("UTF-16 BE without BOM", GOOD, "utf-16-be", refused("HEADER_NOT_FOUND")),
    encoded("UTF-32 with BOM", GOOD, "utf-32", refused("HEADER_NOT_FOUND")),
    encoded("Latin-1", CAFE, "latin-1", refused("NOT_UTF8")),
    encoded("Windows-1252", GOOD.replace("SILOG", "“SILOG”"), "cp1252", refused("NOT_UTF8")),
    encoded("EBCDIC", GOOD, "cp037", refused("NOT_UTF8")),
    raw("encoding overlong NUL", GOOD.encode() + b"\xc0\x80\n", refused("NOT_UTF8")),
    raw("encoding a lone surrogate", GOOD.encode() + b"\xed\xa0\x80\n", refused("NOT_UTF8")),
    raw("encoding cut inside a sign", GOOD.encode() + b"\xe2\x82", refused("NOT_UTF8")),
    raw("encoding odd UTF-16", GOOD.encode("utf-16") + b"\x00", refused("NOT_UTF8")),
    raw(
        "encoding BOM twice",
        b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(),
        refused("HEADER_UNKNOWN_COLUMN"),
    ),
    encoded("NULs at the end", GOOD + "\0" * 8, "utf-8", partly(2, (4, "", "CONTROL_CHARACTER"))),
)

DELIMITERS = (
    *(
        written(f"delimiter {name}", table(FIRST, STOCK, delimiter=sign), taken(2))
        for name, sign in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|"))
    ),
    written("delimiter colon", table(FIRST, delimiter=":"), refused("HEADER_NOT_FOUND")),
    written("delimiter caret", table(FIRST, delimiter="^"), refused("HEADER_NOT_FOUND")),
    written(
        "delimiter changes below the header",
        f"{HEADER}\n{TOP}\n{ROW.replace(',', ';')}\n",
        partly(1, (3, "", "WRONG_CELL_COUNT")),
    ),
    written("delimiter told by sep=", f"sep=,\n{GOOD}", refused("HEADER_NOT_FOUND")),
    written(
        "delimiter at the end of every line",
        GOOD.replace("\n", ",\n"),
        refused("HEADER_UNKNOWN_COLUMN"),
    ),
    written("line ends CRLF", table(FIRST, LAST, ending="\r\n"), taken(2)),
    written("line ends CR", table(FIRST, LAST, ending="\r"), refused("HEADER_UNKNOWN_COLUMN")),
    written("line ends mixed", f"{HEADER}\r\n{TOP}\n{ROW}\r\n{END}", taken(3)),
    written("no line end at the end", f"{HEADER}\n{TOP}", taken(1)),
    written(
        "a carriage return inside a line",
        f"{HEADER}\n{TOP}\r{ROW}\n{END}\n",
        partly(1, (2, "", "CONTROL_CHARACTER")),
    ),
    written(
        "form feed between pages",
        f"{HEADER}\n{TOP}\n\f{ROW}\n",
        partly(1, (3, "", "CONTROL_CHARACTER")),
    ),
    written(
        "blank lines between rows",
        f"{HEADER}\n\n{TOP}\n  \n,,,,,\n{ROW}\n",
        taken(2, {(3, "region_code"): "35.77", (6, "region_code"): "35.78"}),
    ),
)

HEADERS = (
    written(
        "header reordered",
        table({name: STOCK[name] for name in reversed(NAMES)}),
        taken(1, {(2, "received_pcs"): 100, (2, "usable_pcs"): 90}),
    ),
    written(
        "header in Indonesian",
        f"waktu_snapshot,kode_wilayah,kode_barang,diterima,baik,sumber\n{ROW}\n",
        taken(1, {(2, "received_pcs"): 100, (2, "usable_pcs"): 90}),
    ),
    written("header in two languages", GOOD.replace("usable_pcs", "baik"), taken(2)),
    written(
        "header quoted", GOOD.replace(HEADER, '"' + HEADER.replace(",", '","') + '"'), taken(2)
    ),
    written("header with spaces", GOOD.replace(HEADER, HEADER.replace(",", " , ")), taken(2)),
    *(
        written(f"header {name}", GOOD.replace(old, new), refused(reason))
        for name, old, new, reason in (
            ("in capitals", HEADER, HEADER.upper(), "HEADER_NOT_FOUND"),
            ("misspelt", "usable_pcs", "usabel_pcs", "HEADER_UNKNOWN_COLUMN"),
            ("with a column too many", "source_name", "sumber_dana", "HEADER_UNKNOWN_COLUMN"),
            ("with an empty name", "source_name", "", "HEADER_UNKNOWN_COLUMN"),
            ("twice the same", "usable_pcs", "received_pcs", "HEADER_DUPLICATE_COLUMN"),
            ("the same in two languages", "usable_pcs", "diterima", "HEADER_DUPLICATE_COLUMN"),
            ("without region", "region_code", "damaged_pcs", "HEADER_MISSING_COLUMN"),
            ("without time", "snapshot_at", "damaged_pcs", "HEADER_MISSING_COLUMN"),
            ("of two feeds", "usable_pcs", "shipment_code", "HEADER_UNKNOWN_COLUMN"),
            ("with a script", "source_name", "<script>", "HEADER_UNKNOWN_COLUMN"),
            ("with a formula", "source_name", "=1+1", "HEADER_UNKNOWN_COLUMN"),
        )
    ),
    written(
        "header too wide",
        f"{HEADER},{','.join(f'x{n}' for n in range(60))}\n",
        refused("HEADER_TOO_WIDE"),
    ),
    written("no header", f"{TOP}\n{ROW}\n", refused("HEADER_NOT_FOUND")),
    written("a title above the header", f"LAPORAN STOK\n{GOOD}", refused("HEADER_NOT_FOUND")),
    written(
        "a title padded with delimiters", f"LAPORAN STOK,,,,,\n{GOOD}", refused("HEADER_NOT_FOUND")
    ),
    written("a blank line above the header", f"\n{GOOD}", refused("HEADER_NOT_FOUND")),
    written(
        "two files put together",
        f"{GOOD}{HEADER}\n{END}\n",
        partly(
            3,
            (4, "snapshot_at", "NOT_A_TIME"),
            (4, "region_code", "UNKNOWN_REGION"),
            (4, "item_code", "UNKNOWN_ITEM"),
            (4, "received_pcs", "NOT_A_WHOLE_NUMBER"),
            (4, "usable_pcs", "NOT_A_WHOLE_NUMBER"),
        ),
    ),
)

TOTALS = (
    ("with the word in the time", "Total,,,100,90,", "snapshot_at"),
    ("with the word in the region", "2024-01-08T08:00:00+07:00,JUMLAH,,100,90,", "region_code"),
    ("with the word in the item", "2024-01-08T08:00:00+07:00,35.78,Grand Total,9,9,", "item_code"),
)


def total_faults(told_in: str) -> tuple[tuple[int, str, str], ...]:
    """The totals line is line 4; required cells after the word are empty."""
    missing = {"snapshot_at": ("region_code", "item_code"), "region_code": ("item_code",)}
    empty = tuple((4, name, "MISSING_VALUE") for name in missing.get(told_in, ()))
    return ((4, told_in, "TOTALS_ROW"), *empty)


LINES = (
    *(
        written(f"a totals line {name}", f"{GOOD}{text}\n", partly(2, *total_faults(told_in)))
        for name, text, told_in in TOTALS
    ),
    *(
        written(f"a line {name}", f"{HEADER}\n{TOP}\n{text}\n{END}\n", partly(2, (3, "", reason)))
        for name, text, reason in (
            ("with a cell too few", ROW.rsplit(",", 1)[0], "WRONG_CELL_COUNT"),
            ("with a cell too many", f"{ROW},x", "WRONG_CELL_COUNT"),
            ("that is a footnote", "Catatan: angka sementara", "WRONG_CELL_COUNT"),
            ("that is a signature", "Surabaya, 8 Januari 2024", "WRONG_CELL_COUNT"),
            ("that is markup", "</table></body>", "WRONG_CELL_COUNT"),
            ("with an unquoted comma", ROW.replace("100", "1,000"), "WRONG_CELL_COUNT"),
            ("with an open quote", ROW.replace("SILOG", '"SILOG'), "BAD_QUOTES"),
            ("with a quote inside", ROW.replace("SILOG", 'SI"LOG'), "BAD_QUOTES"),
            ("with text after a quote", ROW.replace("SILOG", '"SI"LOG'), "BAD_QUOTES"),
            ("with a backslashed quote", ROW.replace("SILOG", '"SI\\"LOG"'), "BAD_QUOTES"),
            ("with a NUL", ROW.replace("SILOG", "SI\0LOG"), "CONTROL_CHARACTER"),
            ("with an escape sign", ROW.replace("SILOG", "\x1b[31mSILOG"), "CONTROL_CHARACTER"),
            ("with a backspace", ROW.replace("100", "1\x0800"), "CONTROL_CHARACTER"),
            ("longer than allowed", ROW + "x" * WIDE_LINE, "LINE_TOO_LONG"),
        )
    ),
    written(
        "a line break inside quotes",
        f"{HEADER}\n{ROW.replace('SILOG', chr(34) + 'SI' + chr(10) + 'LOG' + chr(34))}\n{END}\n",
        partly(1, (2, "", "BAD_QUOTES"), (3, "", "BAD_QUOTES")),
    ),
    written(
        "a quote that would swallow the file",
        f'{HEADER}\n{TOP}\n"{ROW}\n{END}\n',
        partly(2, (3, "", "BAD_QUOTES")),
    ),
)

CASES = (*ENCODINGS, *DELIMITERS, *HEADERS, *LINES)
