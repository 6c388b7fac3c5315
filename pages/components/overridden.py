"""Which regions carry a status that people have put in place of the computed one?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pages import cached
from pages.cached import Scope, Sight
from pages.components import status
from pages.components.text import say

MARK: Final = "╱╱"


def held(as_of: datetime | None, seen: Sight | None = None) -> dict[str, str]:
    """The status in its place, by region, at that moment; `seen` by this page, unless told."""
    found = cached.ask_of(seen or cached.sight(), "overrides", Scope(as_of=as_of))
    return dict(zip(found["region_code"], found["override_status"], strict=True))


def of_provinces(as_of: datetime | None) -> dict[str, int]:
    """How many regions of each province carry one."""
    found = cached.ask("overrides", Scope(as_of=as_of))
    counts: dict[str, int] = found["province_code"].value_counts().to_dict()
    return counts


def marked(names: Sequence[str], codes: Sequence[str], as_of: datetime | None) -> list[str]:
    """'Kabupaten Demak ╱╱ diganti: ▲ KUNING': the name with what people say beside it."""
    found = held(as_of)
    if not found:
        return list(names)
    return [
        f"{name} {words(found[code])}" if code in found else name
        for name, code in zip(names, codes, strict=True)
    ]


def words(override_status: str) -> str:
    """'╱╱ diganti: ▲ KUNING': hatch, word and shape."""
    return say("actions.override.short", mark=MARK, status=status.badge(override_status))
