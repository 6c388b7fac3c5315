"""How is one alert told to one reader: which sentence, which place, which way to the page?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from data_pipeline import formats, row_facts, sentences
from data_pipeline.alerts.acknowledgements import Acknowledgement
from data_pipeline.alerts.candidates import NOWHERE
from data_pipeline.alerts.episode import Episode
from data_pipeline.alerts.outbox import Notice
from data_pipeline.alerts.plain import one_line
from data_pipeline.formats import OFFSETS
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.sentences import Reason
from data_pipeline.text import say

DEFAULT_ZONE = "WIB"
DUE = "decide_by"


@dataclass(frozen=True)
class Reader:
    """The language a letter is written in, the zone its times are told in, the pages' address."""

    language: str
    zone_name: str
    link: str = ""

    def say(self, key: str, **facts: object) -> str:
        return say(self.language, f"alerts.{key}", **facts)

    def moment(self, at: datetime | None) -> str:
        """In the reader's zone where it has a short name, else in Jakarta's."""
        zone = self.zone_name if self.zone_name in OFFSETS else DEFAULT_ZONE
        return formats.moment(self.language, at, zone)


@dataclass(frozen=True)
class Told:
    """A notice with the episode it is about."""

    notice: Notice
    episode: Episode
    acknowledgement: Acknowledgement | None = None

    @property
    def rank(self) -> tuple[int, float, str, str]:
        """Worst colour first, then most polling stations not ready, then by place."""
        not_ready = row_facts.number_of(self.episode.row, "tps_not_ready") or 0.0
        severity = ORDER.index(self.episode.severity)
        return severity, -not_ready, self.episode.key.region_code, self.episode.alert_id


def place(reader: Reader, episode: Episode) -> str:
    """'Kota Surabaya, Jawa Timur', or Tepat itself."""
    if episode.key.region_code == NOWHERE:
        return reader.say("tepat.place")
    names = (episode.row.get("region_name"), episode.row.get("province_name"))
    return one_line(", ".join(str(name) for name in names if name) or episode.key.region_code)


def reason(reader: Reader, episode: Episode) -> Reason:
    """The four parts, each one harmless line."""
    told = _of_tepat if episode.key.region_code == NOWHERE else _of_region
    parts = told(reader, episode)
    return Reason(*(one_line(getattr(parts, name)) for name in Reason.__dataclass_fields__))


def lines(reader: Reader, told: Sequence[Told], number: int) -> list[str]:
    """One block of a letter, alerts that share a sentence, the worst news in its first line."""
    episode = told[0].episode
    parts = reason(reader, episode)
    head = reader.say(
        "body.head",
        number=number,
        shape=SHAPES[episode.severity],
        opening=parts.opening,
        place=place(reader, episode),
    )
    return [head, *(f"   {line}" for line in _body(reader, told, parts) if line)]


def facts(reader: Reader, told: Told) -> dict[str, Any]:
    """One alert as a gateway gets it."""
    episode, parts = told.episode, reason(reader, told.episode)
    key = episode.key
    known: dict[str, Any] = {
        "alert_id": episode.alert_id,
        "what": told.notice.what,
        **key._asdict(),
        "province_code": episode.province_code,
        "place": place(reader, episode),
        "severity": episode.severity,
        "shape": SHAPES[episode.severity],
        "word": parts.opening,
        "fact": parts.fact,
        "comparison": parts.comparison,
        "age": parts.age,
        "way_out": parts.way_out,
        "tps_not_ready": row_facts.number_of(episode.row, "tps_not_ready"),
        "decide_by": row_facts.text_of(episode.row, "decide_by")[:10] or None,
        "opened_at": utc(episode.opened_at),
        "link": link(reader, episode),
    }
    return {name: value for name, value in known.items() if value not in (None, "", NOWHERE)}


def link(reader: Reader, episode: Episode) -> str:
    """The region's sheet; empty when nobody said where the pages are."""
    if not reader.link or episode.key.region_code == NOWHERE:
        return reader.link
    label = f"{episode.key.region_code} {episode.row.get('region_name', '')}".strip()
    return f"{reader.link}/region?region={quote(label)}&lang={reader.language}"


def utc(at: datetime | None) -> str | None:
    """For machines: ISO 8601 with its Z."""
    return at.isoformat(timespec="seconds") + "Z" if at else None


def _body(reader: Reader, told: Sequence[Told], parts: Reason) -> list[str]:
    fact = parts.fact[:1].upper() + parts.fact[1:]
    ids = ", ".join(it.episode.alert_id for it in told)
    address = link(reader, told[0].episode)
    return [
        _due(reader, told),
        reader.say("body.fact", fact=fact, comparison=parts.comparison),
        reader.say("body.age", age=parts.age),
        reader.say("body.way_out", way_out=parts.way_out),
        *(_answered(reader, it) for it in told),
        reader.say("body.id", id=ids) + (f" · {address}" if address else ""),
    ]


def _due(reader: Reader, told: Sequence[Told]) -> str:
    """A decision that falls due leads; the other alerts name its day in their last sentence."""
    is_due = any(it.episode.key.cause == DUE for it in told)
    decide_by = row_facts.moment(told[0].episode.row, "decide_by")
    if not is_due or decide_by is None:
        return ""
    return reader.say("body.due", day=formats.day(reader.language, decide_by))


def _answered(reader: Reader, told: Told) -> str:
    answer = told.acknowledgement
    if answer:
        return reader.say("body.answered", who=one_line(answer.who), at=reader.moment(answer.at))
    if told.notice.what == "escalated":
        return reader.say("body.since", opened=reader.moment(told.episode.opened_at))
    return ""


def _of_region(reader: Reader, episode: Episode) -> Reason:
    return sentences.parts(reader.language, episode.row)


def _of_tepat(reader: Reader, episode: Episode) -> Reason:
    row = episode.row
    known = {
        "since": reader.moment(row_facts.moment(row, "since")),
        "version": row_facts.text_of(row, "version"),
        "error": row_facts.text_of(row, "error"),
        "reference": row_facts.text_of(row, "reference"),
    }
    parts = (
        reader.say(f"tepat.{episode.key.cause}.{name}", **known)
        for name in ("fact", "comparison", "age", "way_out")
    )
    return Reason(say(reader.language, f"status.{episode.severity}"), *parts)
