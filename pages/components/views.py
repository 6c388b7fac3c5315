"""What of a figure is looked at? Moment and provinces, a region, a narrower choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pages.cached import Scope


@dataclass(frozen=True)
class View:
    """The scope, and what one figure is narrowed to beyond it.

    `place`: the region it is about; `narrowed`: its choices in words, so that a file says them;
    `choices`: the same as the figure's maker takes them.
    """

    scope: Scope
    place: str = ""
    narrowed: str = ""
    choices: Mapping[str, object] = field(default_factory=dict)


def of_region(scope: Scope, region_code: str) -> View:
    """One region at the moment of the scope, whatever provinces are filtered."""
    everywhere = Scope(as_of=scope.as_of)
    return View(everywhere, place=region_code, choices={"region_code": region_code})
