"""Why was a row or a file refused, said in both languages?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from data_pipeline.contract import feeds
from data_pipeline.contract.limits import SHOWN_CHARACTERS
from data_pipeline.errors import TepatError
from data_pipeline.text import say

LONGEST_FACT = 2_000  # a list of headers is longer than a value
COLUMN_FACTS = {"column", "columns", "other", "contract_columns"}  # said as headers
Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value or one line; the facts fill the sentence of its reason."""

    reason_code: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why no row of a file was read."""

    reason_code: str
    facts: Facts = field(default_factory=dict)

    @property
    def facts_json(self) -> str:
        return as_json(self.facts)

    def sentence(self, language: str) -> str:
        return sentence(language, self.reason_code, self.facts)


class FileRefused(TepatError):
    """The file breaks the contract as a whole; the reader turns this into Reading.refusal."""

    def __init__(self, reason_code: str, **facts: str | int) -> None:
        super().__init__(reason_code)
        self.refusal = Refusal(reason_code, facts)


def sentence(language: str, reason_code: str, facts: Facts) -> str:
    """What came, what was expected, what to do. Columns are named as the language's headers."""
    shown = {name: shorten(str(value), LONGEST_FACT) for name, value in facts.items()}
    for name in COLUMN_FACTS & shown.keys():
        shown[name] = ", ".join(header(language, column) for column in shown[name].split(", "))
    return say(language, f"reader.{reason_code}", **shown)


def header(language: str, column_name: str) -> str:
    """The header a sender knows for a column; a name of no column stays as it is."""
    column = feeds.column(column_name)
    return column.header(language) if column else column_name


def as_json(facts: Facts) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def shorten(text: str, longest: int = SHOWN_CHARACTERS) -> str:
    """At most that many characters of what came from outside, on one line."""
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:longest])
    return line if len(text) <= longest else line + "…"
