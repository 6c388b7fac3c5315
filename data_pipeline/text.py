"""How does Tepat say it, in Indonesian and in English?"""

from __future__ import annotations

import tomllib
from functools import cache

from data_pipeline.errors import UnknownName
from data_pipeline.settings import LOCALES_DIR

LANGUAGES = ("id", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All sentences of one language as {"file.key": sentence}, from locales/<language>/*.toml."""
    if language not in LANGUAGES:
        raise UnknownName("language", language, list(LANGUAGES))
    sentences: dict[str, str] = {}
    for path in sorted((LOCALES_DIR / language).glob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        sentences |= _flatten(path.stem, entries)
    return sentences


def say(language: str, key: str, **facts: object) -> str:
    """The sentence of that key with its facts filled in; UnknownName when there is none."""
    sentences = catalogue(language)
    if key not in sentences:
        raise UnknownName(f"sentence ({language})", key, _neighbours(sentences, key))
    return sentences[key].format(**facts)


def _flatten(prefix: str, entries: dict[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in entries.items():
        key = f"{prefix}.{name}"
        flat |= _flatten(key, value) if isinstance(value, dict) else {key: str(value)}
    return flat


def _neighbours(sentences: dict[str, str], key: str) -> list[str]:
    head = key.split(".")[0] + "."
    return [known for known in sentences if known.startswith(head)]
