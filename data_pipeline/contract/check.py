"""Would this file be accepted, and what is wrong with it? Answered without sending anything."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from data_pipeline import clock, references, settings
from data_pipeline.contract import reader
from data_pipeline.contract.reading import Reading
from data_pipeline.contract.reasons import sentence
from data_pipeline.text import say

EXIT_CODES = {"accepted": 0, "partly": 1, "refused": 2}
SHOWN_FAULTS = 200


def run(
    path: Path,
    profile_code: str,
    language: str,
    election_code: str,
    *,
    now: datetime | None = None,
) -> tuple[int, str]:
    """Exit code (0 accepted, 1 some rows refused, 2 refused) and the report to print.

    Raises UnknownName for a profile or a language that is not known.
    """
    reading = reader.read(
        path,
        file_name=path.name,
        profile=references.profile_of(election_code, profile_code),
        registers=references.registers_of(election_code),
        now=now or clock.now(settings.load()),
    )
    return EXIT_CODES[reading.outcome], report(reading, path.name, language)


def report(reading: Reading, file_name: str, language: str) -> str:
    """A first line with the outcome, then one line per fault, in that language."""
    opening = say(
        language,
        f"reader.check.{reading.outcome}",
        file=file_name,
        feed=reading.feed_code,
        loaded=reading.loaded_count,
        rows=reading.row_count,
        refused=reading.refused_count,
    )
    reason = [reading.refusal.sentence(language)] if reading.refusal else []
    return "\n".join([opening, *reason, *faults(reading, language)])


def faults(reading: Reading, language: str) -> list[str]:
    """The first SHOWN_FAULTS faults, one sentence each, and how many more there are."""
    lines = [
        say(
            language,
            "reader.check.row",
            line=row["line_number"],
            sentence=sentence(language, row["reason_code"], json.loads(row["facts_json"])),
        )
        for row in reading.refused.slice(0, SHOWN_FAULTS).to_pylist()
    ]
    hidden = reading.refused.num_rows - len(lines)
    return [*lines, say(language, "reader.check.more", count=hidden)] if hidden else lines
