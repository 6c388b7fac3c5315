"""Which text files are tables, and which of their lines are rows?"""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.contract import csv_file
from data_pipeline.contract.limits import FILE_BYTES, LINE_CHARACTERS, ROWS
from tests.unit.contract.kit import STOCK, csv, faults, read_bytes, refusal

GOOD = csv(STOCK)
HEADER, ROW = GOOD.split("\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_four_delimiters(delimiter: str, tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, csv(STOCK, delimiter=delimiter).encode())
    assert (reading.feed_code, reading.loaded_count) == ("stock_snapshot", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, ending: str, tmp_path: Path) -> None:
    text = GOOD.replace("\n", ending) + ending
    assert read_bytes(tmp_path, text.encode(encoding)).loaded_count == 1


def test_headers_in_any_order_and_language(tmp_path: Path) -> None:
    text = "pelapor,baik,dapil,item_code,kode_wilayah,waktu_snapshot\n"
    text += "Siti,5,35,ss_dpr,35.78,2024-01-08T08:00:00+07:00"
    reading = read_bytes(tmp_path, text.encode())
    assert reading.rows["usable_pcs"].to_pylist() == [5]
    assert reading.rows["received_pcs"].to_pylist() == [None]


FILES = [
    (b"", "FILE_EMPTY"),
    (b"\xef\xbb\xbf \n", "FILE_EMPTY"),
    (HEADER.encode(), "NO_ROWS"),
    (HEADER.encode() + b"\n\n,,,,,\n  \n", "NO_ROWS"),
    (b"<!DOCTYPE html><html>502 Bad Gateway</html>", "CONTENT_NOT_AS_NAMED"),
    (b'{"error": 1}', "CONTENT_NOT_AS_NAMED"),
    (b"PK\x03\x04....", "CONTENT_NOT_AS_NAMED"),
    (b"PAR1....", "CONTENT_NOT_AS_NAMED"),
    (b"\xd0\xcf\x11\xe0....", "CONTENT_NOT_AS_NAMED"),
    (b"\x1f\x8b....", "CONTENT_NOT_AS_NAMED"),
    (GOOD.replace("SILOG", "caf\xe9").encode("latin-1"), "NOT_UTF8"),
    (GOOD.encode("utf-16-le"), "HEADER_NOT_FOUND"),
    (b"\xff\xfea", "NOT_UTF8"),
    (b"sep=,\n" + GOOD.encode(), "HEADER_NOT_FOUND"),
    (ROW.encode(), "HEADER_NOT_FOUND"),
    (b"a" * (LINE_CHARACTERS + 1), "HEADER_NOT_FOUND"),
    (GOOD.replace("usable_pcs", "usable").encode(), "HEADER_UNKNOWN_COLUMN"),
    (GOOD.replace("usable_pcs", "Usable_pcs").encode(), "HEADER_UNKNOWN_COLUMN"),
    (GOOD.replace("usable_pcs", "").encode(), "HEADER_UNKNOWN_COLUMN"),
    (GOOD.replace("source_name", "usable_pcs").encode(), "HEADER_DUPLICATE_COLUMN"),
    (GOOD.replace("source_name", "baik").encode(), "HEADER_DUPLICATE_COLUMN"),
    (GOOD.replace("region_code", "ordered_pcs").encode(), "HEADER_MISSING_COLUMN"),
    (GOOD.replace("\n", "\r").encode(), "HEADER_UNKNOWN_COLUMN"),
    (HEADER.encode() + b"\n0" * (ROWS + 1), "TOO_MANY_ROWS"),
    (HEADER.encode() + b"\n" * (2 * ROWS + 1), "TOO_MANY_ROWS"),
    (b"x" * (FILE_BYTES + 1), "FILE_TOO_LARGE"),
]


@pytest.mark.parametrize(
    ("data", "reason"), FILES, ids=[f"{n}-{r}" for n, (_, r) in enumerate(FILES)]
)
def test_a_file_refused_as_a_whole(data: bytes, reason: str, tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, data)
    assert (refusal(reading), reading.row_count, reading.outcome) == (reason, 0, "refused")


def test_a_header_refusal_names_the_columns(tmp_path: Path) -> None:
    reading = read_bytes(tmp_path, GOOD.replace("usable_pcs", "usabel").encode())
    assert reading.refusal
    assert "usabel" in reading.refusal.sentence("en")
    assert "baik" in reading.refusal.sentence("id")


@pytest.mark.parametrize("name", ["stock", "stock.xls", "stock.xlsm", "stock.csv.gz", "..", ""])
def test_a_name_that_says_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "delivered"
    path.write_text(GOOD)
    assert refusal(read_bytes(tmp_path, GOOD.encode(), name or ".")) == "NAME_NOT_KNOWN"


LINES = [
    (ROW + ",", "WRONG_CELL_COUNT"),
    (ROW.rsplit(",", 1)[0], "WRONG_CELL_COUNT"),
    (ROW.replace("SILOG", "SI\0LOG"), "CONTROL_CHARACTER"),
    (ROW.replace("SILOG", "SI\rLOG"), "CONTROL_CHARACTER"),
    (ROW.replace("SILOG", "SI\x1bLOG"), "CONTROL_CHARACTER"),
    (ROW.replace("SILOG", '"SI'), "BAD_QUOTES"),
    (ROW.replace("SILOG", 'SI"LOG'), "BAD_QUOTES"),
    (ROW.replace("SILOG", '"SI"LOG'), "BAD_QUOTES"),
    (ROW.replace("SILOG", 'SI"a,b"'), "BAD_QUOTES"),
    (ROW + "x" * LINE_CHARACTERS, "LINE_TOO_LONG"),
    ("Total,,,,1000,", "TOTALS_ROW"),
    ("<b>x</b>", "WRONG_CELL_COUNT"),
]


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_a_bad_line_is_refused_and_the_good_ones_are_kept(
    line: str, reason: str, tmp_path: Path
) -> None:
    reading = read_bytes(tmp_path, f"{HEADER}\n{line}\n\n{ROW}\n".encode())
    assert (reading.row_count, reading.loaded_count) == (2, 1)
    assert reading.rows["line_number"].to_pylist() == [4]
    assert {(number, code) for number, _, code in faults(reading)} >= {(2, reason)}
    assert reading.refused["line_text"][0].as_py() == line[:LINE_CHARACTERS]


def test_a_quoted_line_break_refuses_both_lines(tmp_path: Path) -> None:
    broken = ROW.replace("SILOG", '"SI\nLOG"')
    reading = read_bytes(tmp_path, f"{HEADER}\n{broken}\n{ROW}".encode())
    assert faults(reading) == [(2, "", "BAD_QUOTES"), (3, "", "BAD_QUOTES")]
    assert reading.loaded_count == 1


def test_quotes_around_whole_cells(tmp_path: Path) -> None:
    row = ROW.replace("SILOG", '"SILOG, ""asli"""')
    reading = read_bytes(tmp_path, f"{HEADER}\n{row}".encode())
    assert reading.rows["source_name"].to_pylist() == ['SILOG, "asli"']


CUTS = [
    ["a,b,c"],
    ["a,b,c", ",,", " , ,x"],
    ['"a","b,c",""""', "d,e,f"],
    ["\ufeffa,b,c", "d,e,f"],
    ["NULL,nan,NA", "true,1,#N/A"],
    ["é,\u2028,\x85", "\u00a0,😀,日本"],
    ["a", "a,b,c", "a,b,c,d", "d,e,f", ",,,"],
    ["a", "a,b,c,d"],
    ['"a,b",c', '"a,b",c,d', ",,"],
    [f"{number},x{',' * (number % 999 == 0)},{number % 7}" for number in range(20_000)],
]


@pytest.mark.parametrize("lines", CUTS, ids=range(len(CUTS)))
def test_arrow_cuts_as_the_slow_route_does(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "BLOCK_BYTES", 1 << 16)  # the last case is several blocks
    body = "\n".join(lines).encode()
    fast, misfits = csv_file.cut(body, ",", 3)
    slow, expected = csv_file.cut_by_hand(body, ",", 3)
    assert misfits.tolist() == expected.tolist()
    for quick, sure in zip(fast, slow, strict=True):
        quick_values, sure_values = quick.listed(), sure.listed()
        assert [quick_values[place] for place in quick.codes] == [
            sure_values[place] for place in sure.codes
        ]
