"""Which files does a briefing become, and what are they called?"""

from __future__ import annotations

import hashlib
import importlib
import logging
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from data_pipeline import child
from data_pipeline.briefing.document import Document
from data_pipeline.errors import UnknownName

log = logging.getLogger(__name__)

# The writers are imported when they are needed: a chat text wants no PowerPoint library.
WRITERS: Final = {
    "pptx": "data_pipeline.briefing.slides",
    "pdf": "data_pipeline.briefing.pdf",
    "xlsx": "data_pipeline.briefing.workbook",
    "html": "data_pipeline.briefing.html",
    "txt": "data_pipeline.briefing.chat",
}
FORMATS: Final = tuple(WRITERS)
MIME: Final = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "txt": "text/plain",
}
WIB: Final = timedelta(hours=7)
LONGEST_SCOPE: Final = 48
# A national pack takes some ten seconds; a busy machine may need several times that.
LIMITS: Final = child.Limits(wall_seconds=180, cpu_seconds=120, memory_bytes=None)


def write(document: Document, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """Each file by its name; UnknownName for a format there is no writer for."""
    return {file_name(document, kind): render(document, kind) for kind in checked(formats)}


def render(document: Document, kind: str) -> bytes:
    """One file."""
    content: bytes = importlib.import_module(WRITERS[kind]).write(document)
    return content


def write_apart(document: Document, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """`write`, one file at a time, in child processes.

    Drawing keeps Python's lock for seconds: in the dashboard's own process every other reader
    would wait. Raises ChildDied, ChildInterrupted or DiskFull.
    """
    for kind in checked(formats):
        with tempfile.TemporaryDirectory(prefix="tepat-") as name:
            target = Path(name) / "file"
            _render_apart(document, kind, target)
            yield file_name(document, kind), target.read_bytes()


def checked(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once and in the order of FORMATS."""
    for kind in formats:
        if kind not in WRITERS:
            raise UnknownName("format", kind, list(FORMATS))
    return tuple(kind for kind in FORMATS if kind in formats)


def file_name(document: Document, kind: str) -> str:
    """tepat_<template>_<scope>_<as-of in WIB>_v<version>_<language>.<kind>, plain ASCII."""
    facts = document.facts
    parts = (
        "tepat",
        document.template,
        slug(facts.scope),
        f"{facts.as_of + WIB:%Y%m%dT%H%M}",
        f"v{facts.version}",
        facts.language,
    )
    return f"{'_'.join(parts)}.{kind}"


def slug(words: str) -> str:
    """Small ASCII letters, digits and hyphens; a name without any is told by its fingerprint."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if name and len(name) <= LONGEST_SCOPE:
        return name
    mark = hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]
    return f"{name[:LONGEST_SCOPE].strip('-')}-{mark}".strip("-")


def _render_apart(document: Document, kind: str, target: Path) -> None:
    try:
        child.run(_render_into, document, kind, target, workspace=target.parent, limits=LIMITS)
    except child.ChildDied as error:
        log.error("Writing %s: %s\n%s", kind, error, error.trace)
        raise


def _render_into(document: Document, kind: str, target: Path) -> None:
    target.write_bytes(render(document, kind))
