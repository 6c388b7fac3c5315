"""Which files does a briefing become, and are their names safe on every disk?"""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest

from data_pipeline.briefing import pack
from data_pipeline.errors import UnknownName
from data_pipeline.settings import SEEDS_DIR
from tests.unit.briefing import worlds

STARTS = {
    "pptx": b"PK",
    "xlsx": b"PK",
    "pdf": b"%PDF-",
    "html": b"<!doctype html",
    "txt": b"\xef\xbb\xbf",
}
SAFE = re.compile(r"[a-z0-9.\-_T]+")


@pytest.mark.parametrize("kind", pack.FORMATS)
def test_each_format_has_its_writer(kind: str) -> None:
    [(name, content)] = pack.write(worlds.document("region"), [kind]).items()
    assert name == f"tepat_region_kota-surabaya_20240108T1000_v1_id.{kind}"
    if kind == "txt":
        assert "Kota Surabaya" in content.decode("utf-8")
    else:
        assert content[:20].lower().startswith(STARTS[kind].lower())


@pytest.mark.parametrize("kind", pack.FORMATS)
@pytest.mark.parametrize(
    ("code", "board"),
    [("national", "empty"), ("evaluation", "troubled"), ("overseas", "regional")],
)
def test_every_writer_takes_every_kind_of_board(code: str, board: str, kind: str) -> None:
    [content] = pack.write(worlds.document(code, board, "en"), [kind]).values()
    assert len(content) > 500


def test_formats_come_in_their_order_and_once() -> None:
    assert pack.checked(["txt", "pptx", "txt"]) == ("pptx", "txt")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownName, match="pptx"):
        pack.checked(["doc"])


@pytest.mark.parametrize(
    "scope",
    ["=cmd()|' /C calc'!A0", "../../etc/passwd", "北京 / القاهرة", "<script>", "x" * 300, "CON:"],
)
def test_a_hostile_name_makes_a_plain_file_name(scope: str) -> None:
    made = worlds.document("region")
    name = pack.file_name(replace(made, facts=replace(made.facts, scope=scope)), "pdf")
    assert SAFE.fullmatch(name)
    assert len(name) < 120
    assert "__" not in name


def test_names_written_in_other_letters_stay_apart() -> None:
    assert pack.slug("北京") != pack.slug("القاهرة") != ""


def test_no_two_of_the_642_regions_share_a_file_name() -> None:
    with (SEEDS_DIR / "common" / "regions.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert len(names) >= 642
    assert len({pack.slug(name) for name in names}) == len(names)


def test_files_written_apart_are_the_same_files() -> None:
    made = worlds.document("region")
    assert dict(pack.write_apart(made, ["txt"])) == pack.write(made, ["txt"])
