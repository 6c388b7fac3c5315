"""Which facts does every file of a briefing name about the board it was made from?"""

from __future__ import annotations

from data_pipeline import formats
from data_pipeline.figures.facts import Facts
from data_pipeline.figures.legible import one_line
from data_pipeline.text import say

SHOWN_OF_HASH = 16


def facts_told(facts: Facts) -> list[tuple[str, str]]:
    """Every fact with its name, worded."""
    language = facts.language
    kind = "simulated_long" if facts.is_simulated else "reported"
    told = {
        "election": facts.election_name,
        "scope": facts.scope,
        "as_of": formats.moment(language, facts.as_of),
        "built_at": formats.moment(language, facts.built_at),
        "age": facts.age,
        "version": f"v{facts.version}",
        "rules": facts.rules_version,
        "ledger": f"#{facts.ledger_sequence} · {facts.ledger_head[:SHOWN_OF_HASH]}",
        "source": facts.source,
        "kind": say(language, f"writers.{kind}"),
    }
    return [
        (say(language, f"writers.fact.{name}"), one_line(text, 200)) for name, text in told.items()
    ]
