"""Under which number does the log have what a user was spared? data/errors.log, one entry each."""

from __future__ import annotations

import os
import secrets
import traceback
from pathlib import Path
from typing import Final

from data_pipeline import clock
from data_pipeline.settings import Settings

OWNER_ONLY: Final = 0o600  # a traceback may quote a value


def reference() -> str:
    """A number to tell somebody and to look up."""
    return f"E-{secrets.token_hex(4)}"


def keep(settings: Settings, error: BaseException, subject: str) -> str:
    """Write the whole error down; returns its reference number."""
    number = reference()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    told = "".join(traceback.format_exception(error))
    entry = f"{number} {clock.wall_now().isoformat(timespec='seconds')}Z {subject}\n{told}\n"
    with os.fdopen(_open(path_of(settings)), "a", encoding="utf-8") as file:
        file.write(entry)
    return number


def path_of(settings: Settings) -> Path:
    return settings.data_dir / "errors.log"


def _open(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
