"""How does a board outlive those that replace it, for as long as a briefing was made from it?

data/briefings/boards/ holds a second name of its file (a hard link, or a copy where the disk has
none): publishing keeps only the newest three.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from data_pipeline import durable
from data_pipeline.board import Pointer
from data_pipeline.errors import TepatError
from data_pipeline.settings import Settings

FOLDER: Final = "boards"


class BoardGone(TepatError):
    """The board a briefing was made from has been replaced since."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"Board {version} is gone: newer ones have replaced it. "
            "Open the page again, or give the command again, and the newest board is used."
        )


def keep(settings: Settings, pointer: Pointer) -> Path:
    """A second name for the board's file that publishing will not remove."""
    kept = home(settings) / name_of(pointer)
    if kept.exists():
        return kept
    durable.make_directory(kept.parent)
    published = settings.boards_dir / pointer.file
    try:
        os.link(published, kept)
        durable.sync_directory(kept.parent)
    except FileExistsError:
        pass  # another briefing kept it in this very moment
    except FileNotFoundError:
        raise BoardGone(pointer.version) from None
    except OSError:  # another disk, or a file system without links
        _copy(published, kept, pointer)
    return kept


def briefings_dir(settings: Settings) -> Path:
    return settings.data_dir / "briefings"


def home(settings: Settings) -> Path:
    return briefings_dir(settings) / FOLDER


def name_of(pointer: Pointer) -> str:
    """Version and time of building: a data directory begun anew counts its versions anew."""
    built = "".join(sign for sign in pointer.built_at if sign.isdigit())
    return f"board-{pointer.version}-{built}.duckdb"


def _copy(published: Path, kept: Path, pointer: Pointer) -> None:
    temporary = durable.temporary_beside(kept)
    try:
        shutil.copyfile(published, temporary)
    except FileNotFoundError:
        raise BoardGone(pointer.version) from None
    with temporary.open("rb+") as file:
        durable.sync(file.fileno())
    temporary.replace(kept)
    durable.sync_directory(kept.parent)
