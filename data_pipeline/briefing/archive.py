"""Which briefings were made, from which board, and can they be made again?

data/briefings/<id>/ holds the files and, written last, manifest.json. A folder without it is what a
crash left: it counts for nothing and is swept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from data_pipeline import board, clock, durable
from data_pipeline.board import Board, Pointer
from data_pipeline.briefing import fingerprint, kept_boards, order
from data_pipeline.briefing.document import Document
from data_pipeline.briefing.order import Order
from data_pipeline.errors import TepatError, UnknownName
from data_pipeline.grants import Grant
from data_pipeline.settings import Settings

MANIFEST: Final = "manifest.json"
# Names the board a folder will need, before there is a manifest: the sweeper leaves it alone.
WANTED: Final = "board.txt"
HOLDING: Final = "holding-"
# Files are ready before their folder is made, so a folder this old without a manifest is a crash.
UNFINISHED_SECONDS: Final = 600.0


class OtherRelease(TepatError):
    """The kept board was built by another release, whose questions it answers."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(
            f"Briefing {entry_id} was made by another release of Tepat. "
            "Its files are as they were; to render it again, run the release that made it."
        )


class FileChanged(TepatError):
    """An archived file is missing or no longer what was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is missing or has been changed since it was archived. "
            "Render the briefing again: "
            f"`python -m data_pipeline briefing --again {path.parent.name}`."
        )


@dataclass(frozen=True)
class Kept:
    """One archived file."""

    name: str
    sha256: str
    byte_count: int


@dataclass(frozen=True)
class Entry:
    """One briefing as its manifest tells it; times are naive UTC in ISO 8601.

    `grant` is whose rows it was made from: who may see less does not get it. `scope` is the place
    in words, `board_file` the kept board, `schema` the release it answers.
    """

    id: str
    made_at: str
    who: str
    grant: Grant
    order: Order
    title: str
    scope: str
    as_of: str
    version: int
    built_at: str
    board_file: str
    schema: str
    rules_version: str
    ledger_head: str
    ledger_sequence: int
    is_simulated: bool
    fingerprint: str
    files: tuple[Kept, ...]

    def to_facts(self) -> dict[str, Any]:
        """The manifest as JSON values."""
        files = [asdict(file) for file in self.files]
        return asdict(self) | {"order": self.order.to_facts(), "files": files}


@dataclass(frozen=True)
class Listing:
    """What the archive holds, newest first, and the folders whose manifest cannot be read."""

    entries: tuple[Entry, ...]
    broken: tuple[str, ...]


def store(
    settings: Settings,
    asked: Order,
    document: Document,
    files: Mapping[str, bytes],
    pointer: Pointer,
    *,
    who: str,
    grant: Grant,
) -> Entry:
    """Keep a briefing's files and its board; when this returns, a power cut harms neither."""
    entry = _entry(asked, document, files, pointer, who, grant)
    folder = folder_of(settings, entry.id)
    durable.make_directory(folder)
    durable.write_text(folder / WANTED, entry.board_file)
    kept_boards.keep(settings, pointer)
    for name, content in files.items():
        durable.write_bytes(folder / name, content)
    durable.write_text(
        folder / MANIFEST, json.dumps(entry.to_facts(), indent=1, ensure_ascii=False)
    )
    kept_boards.keep(settings, pointer)  # a sweep may have run before the folder named its board
    return entry


@contextlib.contextmanager
def hold(settings: Settings, pointer: Pointer) -> Iterator[Path]:
    """The kept file of a board, safe from publishing and sweeping while the block runs."""
    folder = folder_of(settings, f"{HOLDING}{secrets.token_hex(6)}")
    durable.make_directory(folder)
    try:
        durable.write_text(folder / WANTED, kept_boards.name_of(pointer))
        yield kept_boards.keep(settings, pointer)
    finally:
        shutil.rmtree(folder)


def entries(settings: Settings, grant: Grant) -> Listing:
    """Every finished briefing who holds that grant may see, newest first."""
    found, broken = [], []
    for folder in sorted(_folders(settings), reverse=True):
        try:
            made = _read(folder)
        except FileNotFoundError:
            continue  # not finished
        except (ValueError, KeyError, TypeError):
            broken.append(folder.name)
        else:
            found += [made] if grant.covers(made.grant) else []
    return Listing(tuple(found), tuple(broken))


def entry(settings: Settings, entry_id: str) -> Entry:
    """One briefing; UnknownName lists the newest ids there are."""
    known = [folder.name for folder in _folders(settings)]
    if entry_id not in known or not (folder_of(settings, entry_id) / MANIFEST).exists():
        raise UnknownName("archived briefing", entry_id, sorted(known, reverse=True)[:10])
    return _read(folder_of(settings, entry_id))


def content(settings: Settings, made: Entry, name: str) -> bytes:
    """The bytes of one archived file; FileChanged when they are not the ones archived."""
    kept = {file.name: file for file in made.files}[name]
    path = folder_of(settings, made.id) / name
    found = path.read_bytes() if path.is_file() else b""
    if _sha256(found) != kept.sha256:
        raise FileChanged(path)
    return found


def open_board(settings: Settings, made: Entry) -> Board:
    """The very board a briefing was made from."""
    if made.schema != board.schema():
        raise OtherRelease(made.id)
    path = kept_boards.home(settings) / made.board_file
    pointer = Pointer(
        made.version,
        str(path.resolve()),  # an absolute path stands for itself below boards/
        made.as_of,
        made.built_at,
        made.ledger_sequence,
        made.schema,
    )
    if not path.exists():
        raise kept_boards.BoardGone(made.version)
    return board.open_board(settings, pointer, made.grant)


def sweep(settings: Settings) -> None:
    """Drop what crashes left unfinished, and boards that no briefing needs any more."""
    boards = list(
        kept_boards.home(settings).glob("*.duckdb")
    )  # listed before asking who needs them
    for folder in _folders(settings):
        if not (folder / MANIFEST).exists() and _age_seconds(folder) > UNFINISHED_SECONDS:
            shutil.rmtree(folder)
    needed = set(_needed(settings))
    for kept in boards:
        if kept.name not in needed:
            kept.unlink(missing_ok=True)
    if boards:
        durable.remove_temporaries(kept_boards.home(settings))


def folder_of(settings: Settings, entry_id: str) -> Path:
    return kept_boards.briefings_dir(settings) / entry_id


def _entry(
    asked: Order,
    document: Document,
    files: Mapping[str, bytes],
    pointer: Pointer,
    who: str,
    grant: Grant,
) -> Entry:
    facts = document.facts
    made_at = clock.wall_now()
    return Entry(
        id=f"{made_at:%Y%m%d-%H%M%S}-{document.template}-{secrets.token_hex(3)}",
        made_at=made_at.isoformat(),
        who=who,
        grant=grant,
        order=asked,
        title=document.title,
        scope=facts.scope,
        as_of=facts.as_of.isoformat(),
        version=pointer.version,
        built_at=pointer.built_at,
        board_file=kept_boards.name_of(pointer),
        schema=pointer.schema,
        rules_version=facts.rules_version,
        ledger_head=facts.ledger_head,
        ledger_sequence=facts.ledger_sequence,
        is_simulated=facts.is_simulated,
        fingerprint=fingerprint.of(document),
        files=tuple(Kept(name, _sha256(it), len(it)) for name, it in files.items()),
    )


def _read(folder: Path) -> Entry:
    facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    asked = order.from_facts(facts.pop("order"))
    files = tuple(Kept(**file) for file in facts.pop("files"))
    granted = facts.pop("grant")
    grant = Grant(**granted | {"province_codes": tuple(granted["province_codes"])})
    return Entry(order=asked, files=files, grant=grant, **facts)


def _folders(settings: Settings) -> list[Path]:
    home = kept_boards.briefings_dir(settings)
    return (
        [it for it in home.iterdir() if it.is_dir() and it.name != kept_boards.FOLDER]
        if home.exists()
        else []
    )


def _needed(settings: Settings) -> Iterator[str]:
    for folder in _folders(settings):
        with contextlib.suppress(FileNotFoundError):  # removed, or not yet written: needs nothing
            yield (folder / WANTED).read_text(encoding="utf-8")


def _age_seconds(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
