"""What does each column mean: its label, unit, format and description, declared once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from data_pipeline.errors import UnknownName
from data_pipeline.settings import SQL_DIR


@dataclass(frozen=True)
class Column:
    """One column as every table, tooltip, export and the dictionary show it."""

    name: str
    label_id: str
    label_en: str
    format: str = "text"
    unit: str = ""
    description_id: str = ""
    description_en: str = ""

    def label(self, language: str) -> str:
        return self.label_id if language == "id" else self.label_en

    def description(self, language: str) -> str:
        return self.description_id if language == "id" else self.description_en


@cache
def columns() -> dict[str, Column]:
    """Every declared column by name, from sql/columns.toml."""
    entries = tomllib.loads((SQL_DIR / "columns.toml").read_text(encoding="utf-8"))
    return {name: Column(name, **entry) for name, entry in entries.items()}


def column(name: str) -> Column:
    """The declaration of one column; UnknownName when sql/columns.toml lacks it."""
    try:
        return columns()[name]
    except KeyError:
        raise UnknownName("column", name, list(columns())) from None
