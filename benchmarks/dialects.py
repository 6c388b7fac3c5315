"""What differs between two Streamlit apps, and what does a run of their page tell a visitor?"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.peers.board import STATUSES
from tests.trust.visitor import BOARD

BADGE: Final = re.compile(r":(?:red|orange|gray|green)-badge\[[^\]]*?([\d.,]+)\]")


@dataclass(frozen=True)
class Dialect:
    """Their province widget, where their numbers stand, and who asks for a newer board.

    `newest` gives the id and the version of the component that asks; ("", 0) for any other.
    `page` is the one that is opened; '' is the first. `version` gives the board that an element
    names by itself; 0 for any other.
    """

    is_province: Callable[[Element], str]
    set_value: Callable[[WidgetState, str], None]
    numbers: Callable[[Element], list[int]]
    numbers_a_run: int
    newest: Callable[[Element], tuple[str, int]]
    page: str = ""
    version: Callable[[Element], int] = lambda _element: 0


@dataclass
class Run:
    """One run of a page: the boards it named, its numbers, and when it ended, in s since 1970."""

    page: str = ""
    versions: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)
    error: str = ""
    ended_at: float = 0.0

    def note(self, element: Element, dialect: Dialect) -> None:
        """Take in one thing drawn."""
        self.numbers += dialect.numbers(element)
        if element.HasField("exception"):
            self.error = f"{element.exception.type}: {element.exception.message}"
        if (asking := dialect.newest(element))[0]:
            self.versions.add(asking[1])
        if named := dialect.version(element):
            self.versions.add(named)
        if element.HasField("markdown"):
            told = BOARD.findall(element.markdown.body)
            self.versions |= {_integer("".join(texts)) for texts in told}


def _tepat_widget(element: Element) -> str:
    found = element.multiselect.id
    return found if found.endswith("-prov") else ""


def _plain_widget(element: Element) -> str:
    return element.selectbox.id if element.selectbox.label == "Province" else ""


def _badges(element: Element) -> list[int]:
    found = BADGE.findall(element.markdown.body) if element.HasField("markdown") else []
    return [_integer(text) for text in found] if len(found) == len(STATUSES) else []


def _metric(element: Element) -> list[int]:
    return [_integer(element.metric.body)] if element.HasField("metric") else []


def _tepat_newest(element: Element) -> tuple[str, int]:
    component = element.bidi_component
    if component.component_name != "tepat_newest":
        return "", 0
    return component.id, int(json.loads(component.json)["version"])


class _Explorer:
    """What the explorer's script holds in a browser: the rows of the board it was sent last."""

    def __init__(self) -> None:
        self._stamp = ""
        self._regions: dict[str, list[str]] = {"province": [], "status": []}

    def widget(self, element: Element) -> str:
        return element.bidi_component.id if self._is_it(element) else ""

    def choose(self, state: WidgetState, label: str) -> None:
        state.json_value = json.dumps({"asked": {"provinces": [label], "stamp": self._stamp}})

    def numbers(self, element: Element) -> list[int]:
        """The counts of the provinces the server says are chosen, counted as the script does."""
        if not self._is_it(element):
            return []
        told = json.loads(element.bidi_component.json)
        if told["rows"]:
            self._stamp, self._regions = told["stamp"], told["rows"]["regions"]
        pairs = zip(self._regions["province"], self._regions["status"], strict=True)
        found = Counter(kind for where, kind in pairs if where in (told["chosen"] or [where]))
        return [found[kind] for kind in STATUSES]

    def version(self, element: Element) -> int:
        """The board whose rows it draws: its number begins their stamp."""
        if not self._is_it(element):
            return 0
        return int(json.loads(element.bidi_component.json)["stamp"].partition("|")[0])

    def _is_it(self, element: Element) -> bool:
        return element.bidi_component.component_name == "tepat_explorer"


def _integer(text: str) -> int:
    return int(re.sub("[.,]", "", text))


TEPAT: Final = Dialect(
    _tepat_widget,
    lambda state, label: state.string_array_value.data.append(label),
    _badges,
    4,
    _tepat_newest,
)
PLAIN: Final = Dialect(
    _plain_widget,
    lambda state, label: setattr(state, "string_value", label),
    _metric,
    5,
    lambda _element: ("", 0),
)


def explore() -> Dialect:
    """Of one tab, which holds the rows it was sent itself."""
    script = _Explorer()
    told = (script.widget, script.choose, script.numbers, 4, _tepat_newest, "explore")
    return Dialect(*told, script.version)
