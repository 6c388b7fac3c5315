"""Do the raw tables, the templates, the document and the sentences follow the declaration?"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import duckdb
import pytest

from data_pipeline import references, warehouse
from data_pipeline.contract import document, reader, templates
from data_pipeline.contract.columns import Feed
from data_pipeline.contract.feeds import FEEDS
from data_pipeline.contract.reading import Reading
from data_pipeline.settings import ROOT
from data_pipeline.text import LANGUAGES, catalogue
from tests.unit.contract.kit import NOW, STANDARD, faults

BOTH = pytest.mark.parametrize("language", LANGUAGES)
EACH = pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.feed_code)
TYPES = {
    "timestamp[us]": "TIMESTAMP",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "string": "VARCHAR",
    "bool": "BOOLEAN",
}


@EACH
def test_the_raw_table_has_the_declared_columns(feed: Feed) -> None:
    connection = duckdb.connect()
    warehouse.create_tables(connection)
    found = connection.execute(f"describe {feed.table_name}").fetchall()
    declared = [(field.name, TYPES[str(field.type)]) for field in reader.schema(feed)]
    assert [(name, kind) for name, kind, *_ in found] == [("delivery_sha256", "VARCHAR"), *declared]


@EACH
def test_no_header_means_two_columns(feed: Feed) -> None:
    headers = [{column.name, column.header_id} for column in feed.columns]
    assert sum(map(len, headers)) == len(set[str]().union(*headers))


@EACH
@BOTH
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_reads_as_its_feed(
    feed: Feed, language: str, ending: str, tmp_path: Path
) -> None:
    reading = read_template(tmp_path, template(feed, language, ending), ending)
    assert reading.feed_code == feed.feed_code
    signed_by = next(column.name for column in feed.columns if column.is_example_refused)
    assert faults(reading) == [(2, signed_by, "EXAMPLE_ROW")]


@EACH
@BOTH
def test_the_example_is_sound_once_it_is_signed(feed: Feed, language: str, tmp_path: Path) -> None:
    signed = template(feed, language, "csv").replace(b"CONTOH / EXAMPLE", b"Siti")
    assert read_template(tmp_path, signed, "csv").outcome == "accepted"


def template(feed: Feed, language: str, ending: str) -> bytes:
    make = templates.as_csv if ending == "csv" else templates.as_xlsx
    return make(feed, language)


def read_template(folder: Path, data: bytes, ending: str) -> Reading:
    """The reading of a template by the registers of the real election."""
    path = folder / f"template.{ending}"
    path.write_bytes(data)
    return reader.read(
        path,
        file_name=path.name,
        profile=STANDARD,
        registers=references.registers_of("pemilu_2024"),
        now=NOW,
    )


def test_the_document_is_up_to_date() -> None:
    assert document.PATH.read_text(encoding="utf-8") == document.render()


def test_every_reason_has_a_sentence_and_every_sentence_a_reason() -> None:
    sources = [
        *(ROOT / "data_pipeline" / "contract").glob("*.py"),
        *ROOT.glob("data_pipeline/*.py"),
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'"([A-Z][A-Z0-9_]{3,})"', text))
    named |= {f"UNKNOWN_{register}" for register in ("REGION", "ITEM", "DAPIL", "DESTINATION")}
    for language in LANGUAGES:
        spoken = {key.removeprefix("reader.") for key in catalogue(language) if is_reason(key)}
        assert spoken <= named
        assert reasons_in_code(text) <= spoken


def is_reason(key: str) -> bool:
    return bool(re.fullmatch(r"reader\.[A-Z0-9_]+", key))


def reasons_in_code(text: str) -> set[str]:
    """The codes given to a Fault, a Refusal or a FileRefused."""
    return set(re.findall(r'(?:Fault|Refusal|FileRefused|Unread)\(\s*"([A-Z0-9_]+)"', text))


def test_both_languages_say_the_same_facts() -> None:
    indonesian, english = catalogue("id"), catalogue("en")
    for key in filter(lambda key: key.startswith("reader."), english):
        assert placeholders(indonesian[key]) == placeholders(english[key]), key


def placeholders(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence)}
