"""What does a program ask for? Its parameters, or what came and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from data_pipeline.errors import TepatError
from data_pipeline.text import LANGUAGES, say
from pages import cached
from pages.cached import Scope, Sight
from pages.components.text import DEFAULT_LANGUAGE

PARAMETERS: Final = ("province", "as_of", "lang")


@dataclass(frozen=True)
class Question:
    """One valid request: the moment and provinces, and the language of names and reasons."""

    scope: Scope
    language: str


class Refused(TepatError):
    """A parameter that means nothing; `told` = code, parameter, what came, what was expected."""

    def __init__(self, language: str, parameter: str, came: str, expected: Sequence[str]) -> None:
        facts = {"parameter": parameter, "came": came, "expected": ", ".join(expected)}
        message = say(language, "feed.refused", **facts)
        super().__init__(message)
        self.told: dict[str, Any] = {
            "code": "bad_parameter",
            "parameter": parameter,
            "came": came,
            "expected": list(expected),
            "message": message,
        }


def asked(given: Sequence[tuple[str, str]], seen: Sight) -> Question:
    """The question of a request, checked against that board; raises Refused."""
    told = dict(given)
    language = told.get("lang", DEFAULT_LANGUAGE)
    if language not in LANGUAGES:
        raise Refused(DEFAULT_LANGUAGE, "lang", language, LANGUAGES)
    for name, value in given:
        if name not in PARAMETERS or len(told) < len(given):
            known = PARAMETERS if name not in PARAMETERS else [say(language, "feed.once")]
            raise Refused(language, name, value, known)
    as_of = _as_of(told["as_of"], seen, language) if "as_of" in told else None
    codes = _provinces(told["province"], seen, language) if "province" in told else ()
    return Question(Scope(as_of=as_of, province_codes=codes), language)


def _provinces(came: str, seen: Sight, language: str) -> tuple[str, ...]:
    """'35,91' as codes, sorted so that the same question is one question."""
    known = _known(seen, "provinces", "province_code", str)
    codes = tuple(sorted({code.strip() for code in came.split(",")}))
    if not set(codes) <= set(known):
        raise Refused(language, "province", came, known)
    return codes


def _as_of(came: str, seen: Sight, language: str) -> datetime:
    """A moment of the board; the feed says which there are, in UTC."""
    known = _known(seen, "as_of_points", "as_of", utc)
    try:
        moment = datetime.fromisoformat(came)
    except ValueError:
        raise Refused(language, "as_of", came, known) from None
    if moment.tzinfo is None or utc(moment) not in known:
        raise Refused(language, "as_of", came, known)
    return moment.astimezone(UTC).replace(tzinfo=None)


def utc(moment: datetime) -> str:
    """'2024-01-08T03:00:00Z'; a moment without a zone is UTC, as everywhere on a board."""
    known = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{known:%Y-%m-%dT%H:%M:%SZ}"


def _known(seen: Sight, question: str, column: str, write: Callable[[Any], str]) -> list[str]:
    if not seen.shown.version:
        return []
    return [write(value) for value in cached.ask_of(seen, question)[column]]
