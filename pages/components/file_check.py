"""What would become of a file, and what does its sender need to send one?"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa

from data_pipeline import clock, parsing, references
from data_pipeline.child import ChildDied
from data_pipeline.contract.reading import REFUSED_SCHEMA, Reading
from data_pipeline.contract.reasons import Refusal
from data_pipeline.parsing import Job
from data_pipeline.settings import Settings


def profile_codes(settings: Settings) -> tuple[str, ...]:
    """The ways of writing numbers and times a sender may choose from."""
    return references.profile_codes(settings.election_code)


def check(settings: Settings, file_name: str, content: bytes, profile_code: str) -> Reading:
    """Read the bytes as the worker would, in a child process, and keep nothing.

    A file that exhausts what a child may use is refused as PARSER_DIED. Raises UnknownName for a
    profile, ChildInterrupted or DiskFull when the end was no fault of the file.
    """
    profile = references.profile_of(settings.election_code, profile_code)
    registers = references.registers_of(settings.election_code)
    with tempfile.TemporaryDirectory(prefix="tepat-") as folder:
        path = Path(folder) / "content"  # the sender's name never becomes a path
        path.write_bytes(content)
        job = Job(path, file_name, profile, clock.now(settings))
        try:
            return parsing.read([job], registers)[0]
        except ChildDied:
            return _refused(Refusal("PARSER_DIED"))


def _refused(refusal: Refusal) -> Reading:
    return Reading(None, pa.table({}), REFUSED_SCHEMA.empty_table(), 0, refusal)
