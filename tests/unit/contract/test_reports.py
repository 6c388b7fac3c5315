"""What does a sender hear back: from `check`, and in the file of lines to correct?"""

from __future__ import annotations

import csv as csv_reader
import io
from pathlib import Path

import pytest

from data_pipeline.contract import check, corrections
from data_pipeline.errors import UnknownName
from data_pipeline.text import LANGUAGES
from tests.unit.contract.kit import NOW, STOCK, csv, read_rows


def checked(folder: Path, text: str, language: str = "en") -> tuple[int, str]:
    path = folder / "stock.csv"
    path.write_text(text, encoding="utf-8")
    return check.run(path, "standard", language, "pemilu_2024", now=NOW)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (csv(STOCK), 0),
        (csv(STOCK, STOCK | {"region_code": "35.7"}), 1),
        (csv(STOCK | {"usable_pcs": "x"}), 2),
        ("nothing", 2),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exit_code_tells_the_outcome(
    text: str, code: int, language: str, tmp_path: Path
) -> None:
    found, report = checked(tmp_path, text, language)
    assert found == code
    assert "stock.csv" in report


def test_a_report_names_line_column_and_value(tmp_path: Path) -> None:
    _, report = checked(tmp_path, csv(STOCK, STOCK | {"usable_pcs": "1.234"}), "id")
    assert "baris 3" in report
    assert "baik" in report
    assert "1.234" in report


def test_a_long_report_is_cut_and_says_so(tmp_path: Path) -> None:
    _, report = checked(tmp_path, csv(*[STOCK | {"usable_pcs": "x"}] * 250))
    assert "50 more" in report.splitlines()[-1]


def test_an_unknown_profile_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="id-ID"):
        check.run(tmp_path / "a.csv", "nowhere", "en", "pemilu_2024", now=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrections_hold_the_line_and_the_reason(language: str, tmp_path: Path) -> None:
    row = STOCK | {"snapshot_at": "=cmd|x", "usable_pcs": "-5", "source_name": "@x"}
    refused = read_rows(tmp_path, row).refused.to_pylist()
    text = corrections.refused_as_csv(refused, language).decode("utf-8-sig")
    header, *lines = csv_reader.reader(io.StringIO(text))
    assert len(header) == 6
    assert [line[3] for line in lines] == ["NOT_A_TIME", "NEGATIVE"]
    assert lines[0][2] == "'=cmd|x"
    assert lines[0][5].startswith("'=cmd|x,35.78")
    assert lines[1][2] == "-5"


@pytest.mark.parametrize("text", ["=1", "+1", "-a", "@a", "\ta", "\ra", "\0", " =1", "-1+2"])
def test_a_formula_is_made_inert(text: str) -> None:
    assert corrections.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a", "35.78", "-5", "-7,5", "a=b"])
def test_plain_text_stays(text: str) -> None:
    assert corrections.inert(text) == text
