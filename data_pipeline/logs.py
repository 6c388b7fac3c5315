"""What does a process say about its work, for people or, with TEPAT_LOGS=json, for a collector?

A line of JSON holds the sentence as the program has it, numbers and codes, and where an error came
from, but no argument and no error text: both may quote a sender's value. Those stay in the files of
the data directory, under the same reference number.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from data_pipeline.errors import SettingError

FORMS: Final = ("text", "json")
TEXT: Final = "%(asctime)s %(levelname)s %(message)s"
FILE_BYTES: Final = 5_000_000
KEPT_FILES: Final = 3
# What may be told of an argument: numbers, our references, hashes, and single words of a program.
SAFE: Final = re.compile(r"-?[0-9.:TZ+-]+|E-[0-9a-f]{8}|[0-9a-f]{64}|[a-z]{1,12}")
WITHHELD: Final = "…"


class JsonFormatter(logging.Formatter):
    """One object a line: at, level, logger, process, told, arguments, error, where."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "told": str(record.msg) if record.name.startswith("data_pipeline") else WITHHELD,
            "arguments": [_safe(value) for value in _arguments(record)],
        }
        if record.exc_info and record.exc_info[1]:
            told |= _error(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def form(environment: Mapping[str, str] = os.environ) -> str:
    """'text' or 'json', from TEPAT_LOGS; raises SettingError."""
    chosen = environment.get("TEPAT_LOGS", "text")
    if chosen not in FORMS:
        raise SettingError("TEPAT_LOGS", chosen, f"one of {', '.join(FORMS)}")
    return chosen


def handlers(path: Path) -> list[logging.Handler]:
    """A file that is kept small and holds everything, and the terminal in the form asked for."""
    file = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    file.setFormatter(logging.Formatter(TEXT))
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setFormatter(JsonFormatter() if form() == "json" else logging.Formatter(TEXT))
    return [file, terminal]


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _safe(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value) if SAFE.fullmatch(str(value)) else WITHHELD


def _error(error: BaseException) -> dict[str, Any]:
    """Its kind and its way through the program, without what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "where": where}
