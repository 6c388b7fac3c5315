"""Why has this region, unit or alarm its colour, and what would turn it green?

Four parts, always: fact, comparison, age of the data, way out. The words lie in
locales/<language>/reasons.toml. A sentence whose facts are not all known gives way to its
`_brief` form, so an unknown number is never shown as zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from string import Formatter

from data_pipeline.errors import UnknownName
from data_pipeline.row_facts import Facts, facts, moment, text_of
from data_pipeline.text import catalogue, say

WIB = timedelta(hours=7)

Row = Mapping[str, object]


@dataclass(frozen=True)
class Reason:
    """One status explained; `text` is the whole sentence, the parts serve layouts."""

    opening: str
    fact: str
    comparison: str
    age: str
    way_out: str

    @property
    def text(self) -> str:
        """The opening, the fact against its comparison, the age and the way out, as one text."""
        return f"{self.opening}: {self.fact}; {self.comparison}. {self.age}. {self.way_out}."


def reason(language: str, row: Row) -> str:
    """Explain a row of mart_region_status, mart_unit_status or mart_alarm.

    Item names are taken from `item_name_<language>` (or `deciding_item_name_<language>`) when
    they are joined in, else the code is shown. UnknownName for a reason code without a sentence.
    """
    return parts(language, row).text


def parts(language: str, row: Row) -> Reason:
    """The same explanation as `reason`, part by part, for pages that lay the parts out."""
    entry, known = _entry(row), facts(language, row)
    return Reason(
        opening=_opening(language, row),
        fact=_choose(language, f"{entry}.fact", known),
        comparison=_choose(language, f"{entry}.comparison", known),
        age=_choose(language, f"reasons.age.{_age_kind(row)}", known),
        way_out=_choose(language, f"{entry}.way_out", known) + _decision(language, row, known),
    )


def gate(language: str, gate_code: str, status: str) -> str:
    """What a gate says in general, when there is no reason code for it: 'tidak ada kekurangan'."""
    return say(language, f"reasons.gate.{gate_code}.{status}")


def _entry(row: Row) -> str:
    """Where the words of this row lie in the catalogue."""
    code = text_of(row, "reason_code") or "none"
    if is_alarm(row):
        return f"reasons.alarm.{text_of(row, 'alarm_code')}"
    if code.startswith("S."):
        return f"reasons.alarm.{code.removeprefix('S.')}"
    if code != "none":
        return f"reasons.{code}"
    return (
        "reasons.none.done" if text_of(row, "is_done") == "True" else f"reasons.none.{_status(row)}"
    )


def is_alarm(row: Row) -> bool:
    """Alarms carry a severity where regions and units carry a status."""
    return bool(text_of(row, "severity"))


def _status(row: Row) -> str:
    return text_of(row, "severity") or text_of(row, "status") or "grey"


def _opening(language: str, row: Row) -> str:
    word = say(language, f"reasons.word.{_status(row)}")
    gate_code = text_of(row, "gate_code") or text_of(row, "deciding_gate")
    if _status(row) == "green" or not gate_code:
        return word
    return f"{word} ({say(language, f'reasons.gate_name.{gate_code}')})"


def _age_kind(row: Row) -> str:
    """Units carry an age but no evidence grade: that belongs to their region."""
    if is_alarm(row):
        return "alarm"
    return "report" if text_of(row, "evidence_grade") else "ungraded"


def _decision(language: str, row: Row, known: Facts) -> str:
    """The date by which somebody must decide, or that it has gone by; empty when not known."""
    decide_by, as_of = moment(row, "decide_by"), moment(row, "as_of")
    if decide_by is None or _status(row) == "green":
        return ""
    is_past = as_of is not None and (as_of + WIB).date() > decide_by.date()
    return say(language, f"reasons.decide.{'passed' if is_past else 'by'}", **known)


def _choose(language: str, key: str, known: Facts) -> str:
    """The full sentence when every fact it names is known, else its brief form."""
    sentences = catalogue(language)
    if key not in sentences:
        raise UnknownName(f"reason ({language})", key, [k for k in sentences if _is_reason(k)])
    named = {field for _, field, _, _ in Formatter().parse(sentences[key]) if field}
    return say(language, key if named <= known.keys() else f"{key}_brief", **known)


def _is_reason(key: str) -> bool:
    return key.startswith("reasons.") and key.endswith(".fact")
