"""Does a line of JSON say what happened and where, without a word from a sender's file?"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from data_pipeline import logs
from data_pipeline.errors import SettingError

Line = dict[str, Any]


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter())
    log = logging.getLogger("data_pipeline.tried")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield stream
    log.removeHandler(handler)


def fail_on(value: str) -> None:
    raise ValueError(f"cannot read {value}")


def test_numbers_codes_and_hashes_are_said_and_texts_are_not(said: io.StringIO) -> None:
    arguments = (12, "accepted", "a" * 64, "Budi's file.csv")
    logging.getLogger("data_pipeline.tried").info("#%s %s %s %s", *arguments)
    line: Line = json.loads(said.getvalue())
    assert line["arguments"] == [12, "accepted", "a" * 64, "…"]
    assert (line["level"], line["told"]) == ("info", "#%s %s %s %s")
    assert line["at"].endswith("Z")


def test_an_error_is_told_by_kind_and_place_without_its_words(said: io.StringIO) -> None:
    try:
        fail_on("35.78 secret")
    except ValueError as error:
        log = logging.getLogger("data_pipeline.tried")
        log.error("%s %s", "E-0a1b2c3d", "take in standard/x.csv", exc_info=error)
    line: Line = json.loads(said.getvalue())
    assert line["arguments"] == ["E-0a1b2c3d", "…"]
    assert line["error"] == "ValueError"
    assert line["where"][-1].startswith("test_logs.py:")
    assert line["where"][-1].endswith(" fail_on")
    assert "secret" not in said.getvalue()


def test_a_form_nobody_knows_is_refused() -> None:
    assert logs.form({}) == "text"
    with pytest.raises(SettingError, match="TEPAT_LOGS"):
        logs.form({"TEPAT_LOGS": "xml"})
