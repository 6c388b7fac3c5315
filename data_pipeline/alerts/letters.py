"""What does one person get to read: how much is wrong, what is worst, and from which board?

Counts before details: one letter for many alerts, worst first, the rest in numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from data_pipeline import formats
from data_pipeline.alerts import wording
from data_pipeline.alerts.journal import Facts
from data_pipeline.alerts.outbox import Letter
from data_pipeline.alerts.wording import Reader, Told
from data_pipeline.board import Board
from data_pipeline.house import ORDER, SHAPES
from data_pipeline.queries import meta

SCHEMA = "tepat.alerts/1"
DETAILED = (20, 12, 8, 5, 3, 2, 1, 0)
LISTED_ENDS = 20
LISTED_PROVINCES = 8
FACTS_OF = 100
NO_LIMIT = 1_000_000
CUT = "…"


@dataclass(frozen=True)
class Standing:
    """The board a letter speaks of; times are naive UTC."""

    version: int
    as_of: datetime
    oldest_input_at: datetime | None
    rules_version: str
    ledger_sequence: int
    ledger_head: str


def standing_of(board: Board) -> Standing:
    """From the board's own meta row."""
    row = meta(board).iloc[0]
    oldest = row["oldest_input_at"]
    return Standing(
        int(row["version"]),
        row["as_of"].to_pydatetime(),
        None if formats.is_missing(oldest) else oldest.to_pydatetime(),
        str(row["rules_version"]),
        int(row["ledger_sequence"]),
        str(row["ledger_head"]),
    )


def write(
    reader: Reader,
    told: Sequence[Told],
    standing: Standing | None,
    *,
    is_simulated: bool,
    text_limit: int = NO_LIMIT,
) -> Letter:
    """The letter of one run for one channel; as many details as its limit allows."""
    news = sorted((it for it in told if it.notice.what != "ended"), key=lambda it: it.rank)
    ends = sorted((it for it in told if it.notice.what == "ended"), key=lambda it: it.rank)
    texts = (
        "\n".join(_text(reader, news, ends, standing, is_simulated, most)) + "\n"
        for most in DETAILED
    )
    text = next((it for it in texts if len(it) <= text_limit), None)
    return Letter(
        _subject(reader, news, ends, is_simulated),
        text if text is not None else _shortest(reader, news, ends, is_simulated, text_limit),
        _facts(reader, news, ends, standing, is_simulated),
    )


def test(reader: Reader, role: str, at: datetime, *, is_simulated: bool) -> Letter:
    """A letter that says nothing but that the channel works."""
    mark = reader.say("mark") if is_simulated else ""
    head = [reader.say("simulated"), ""] if is_simulated else []
    text = [*head, reader.say("body.test", role=role), "", reader.moment(at)]
    facts = {"schema": SCHEMA, "kind": "test", "is_simulated": is_simulated}
    return Letter(reader.say("subject.test", mark=mark, role=role), "\n".join(text) + "\n", facts)


def counts(reader: Reader, told: Iterable[Told]) -> str:
    """'■ 3 merah, ◌ 1 tanpa data', worst first."""
    by_severity = Counter(it.episode.severity for it in told)
    return ", ".join(
        f"{SHAPES[severity]} {reader.say(f'count.{severity}', n=_number(reader, n))}"
        for severity in ORDER
        if (n := by_severity[severity])
    )


def _subject(reader: Reader, news: Sequence[Told], ends: Sequence[Told], is_simulated: bool) -> str:
    mark = reader.say("mark") if is_simulated else ""
    if not news:
        return reader.say("subject.ended", mark=mark, n=_number(reader, len(ends)))
    kind = "opened" if any(it.notice.what == "opened" for it in news) else "escalated"
    return reader.say(
        f"subject.{kind}",
        mark=mark,
        n=_number(reader, len(news)),
        counts=counts(reader, news),
        worst=wording.place(reader, news[0].episode),
    )


def _text(
    reader: Reader,
    news: Sequence[Told],
    ends: Sequence[Told],
    standing: Standing | None,
    is_simulated: bool,
    most: int,
) -> Iterator[str]:
    if is_simulated:
        yield from (reader.say("simulated"), "")
    yield from _summary(reader, news, ends)
    yield ""
    blocks = _blocks(reader, news)
    for number, told in enumerate(blocks[:most], start=1):
        yield from (*wording.lines(reader, told, number), "")
    yield from _more(reader, sum(map(len, blocks[most:])))
    yield from _ended(reader, ends, most)
    if news:
        yield reader.say("body.answer")
    yield from _foot(reader, standing)


def _summary(reader: Reader, news: Sequence[Told], ends: Sequence[Told]) -> Iterator[str]:
    for what in ("opened", "escalated"):
        some = [it for it in news if it.notice.what == what]
        if some:
            yield reader.say(
                f"body.{what}", n=_number(reader, len(some)), counts=counts(reader, some)
            )
    if ends:
        yield reader.say("body.ended", n=_number(reader, len(ends)))
    provinces = Counter(str(it.episode.row.get("province_name", "")) for it in news)
    del provinces[""]
    if len(provinces) > 1:
        most = provinces.most_common(LISTED_PROVINCES)
        listed = " · ".join(f"{name} {_number(reader, n)}" for name, n in most)
        key = "body.provinces_more" if len(provinces) > len(most) else "body.provinces"
        yield reader.say(key, list=listed, n=_number(reader, len(provinces) - len(most)))


def _blocks(reader: Reader, news: Sequence[Told]) -> list[list[Told]]:
    """Alerts of one region that would say the same sentence are told together."""
    blocks: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in news:
        fact = wording.reason(reader, told.episode).fact
        blocks[told.episode.key.region_code, fact].append(told)
    return list(blocks.values())


def _more(reader: Reader, more: int) -> Iterator[str]:
    if more:
        key = "body.more_link" if reader.link else "body.more"
        yield from (reader.say(key, n=_number(reader, more), link=reader.link), "")


def _ended(reader: Reader, ends: Sequence[Told], most: int) -> Iterator[str]:
    listed = ends[: min(most, LISTED_ENDS)]
    if not listed:
        return
    yield reader.say("body.ended_title")
    for told in listed:
        rule = reader.say(f"rule.{told.episode.key.rule_code}")
        yield reader.say("body.ended_line", place=wording.place(reader, told.episode), rule=rule)
    if more := len(ends) - len(listed):
        yield reader.say("body.more_ended", n=_number(reader, more))
    yield ""


def _foot(reader: Reader, standing: Standing | None) -> Iterator[str]:
    if standing is None:
        yield reader.say("body.no_board")
        return
    yield reader.say(
        "body.standing",
        as_of=reader.moment(standing.as_of),
        version=_number(reader, standing.version),
        age=_age(reader, standing),
        rules=standing.rules_version,
    )
    if standing.ledger_head:
        sequence = _number(reader, standing.ledger_sequence)
        yield reader.say("body.ledger", sequence=sequence, head=standing.ledger_head[:16])
    if reader.link:
        yield reader.link


def _age(reader: Reader, standing: Standing) -> str:
    if standing.oldest_input_at is None:
        return formats.age(reader.language, None)
    hours = (standing.as_of - standing.oldest_input_at).total_seconds() / 3600
    return formats.age(reader.language, hours)


def _shortest(
    reader: Reader, news: Sequence[Told], ends: Sequence[Told], is_simulated: bool, limit: int
) -> str:
    head = [reader.say("simulated")] if is_simulated else []
    text = "\n".join(chain(head, _summary(reader, news, ends)))
    return text if len(text) <= limit else text[: limit - 1] + CUT


def _facts(
    reader: Reader,
    news: Sequence[Told],
    ends: Sequence[Told],
    standing: Standing | None,
    is_simulated: bool,
) -> Facts:
    """docs/alerts.md lists every field."""
    every = [*news, *ends]
    return {
        "schema": SCHEMA,
        "kind": "alerts",
        "is_simulated": is_simulated,
        "language": reader.language,
        "counts": dict(Counter(it.episode.severity for it in news)),
        "ended_count": len(ends),
        "board": _board_facts(standing),
        "alerts": [wording.facts(reader, it) for it in every[:FACTS_OF]],
        "left_out": max(0, len(every) - FACTS_OF),
    }


def _board_facts(standing: Standing | None) -> Facts | None:
    if standing is None:
        return None
    return {
        "version": standing.version,
        "as_of": wording.utc(standing.as_of),
        "oldest_input_at": wording.utc(standing.oldest_input_at),
        "rules_version": standing.rules_version,
        "ledger_sequence": standing.ledger_sequence,
        "ledger_head": standing.ledger_head,
    }


def _number(reader: Reader, value: int) -> str:
    return formats.number(reader.language, value)
