"""Which parts does the benchmark have? Each is a module here with measure(quick) -> figures."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.figure import Figure

# In the order of docs/performance.md; what a part's docstring says stands there above its figures.
PARTS: Final = (
    "pages",
    "sessions",
    "while_reading",
    "start",
    "file_to_visible",
    "burst",
    "reading",
    "history",
    "growth",
    "briefing",
)
FOLDER: Final = Path(__file__).parent


def measure_of(part: str) -> Callable[[bool], list[Figure]]:
    """The function that measures a part; imported only now, for some parts need libraries of
    their own."""
    measure: Callable[[bool], list[Figure]] = import_module(f"benchmarks.{part}").measure
    return measure


def words_of(part: str) -> tuple[str, str]:
    """The question a part answers, and how it is measured: the docstring of its module."""
    source = (FOLDER / f"{part}.py").read_text(encoding="utf-8")
    question, _, method = (ast.get_docstring(ast.parse(source)) or "").partition("\n")
    return question.strip(), method.strip()
