"""How does a board become a briefing? A template's sections ask it and answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from data_pipeline import formats, queries
from data_pipeline.board import Board
from data_pipeline.briefing.document import Document, Section
from data_pipeline.briefing.templates.declared import TEMPLATES, Template, template
from data_pipeline.briefing.templates.scoping import narrowed
from data_pipeline.briefing.templates.view import View
from data_pipeline.errors import UnknownName
from data_pipeline.figures.reader import Ask
from data_pipeline.queries import Scope

__all__ = ["TEMPLATES", "Template", "asking", "compose", "make", "template"]


def make(
    code: str,
    board: Board,
    language: str,
    scope: Scope,
    sections: Sequence[str] | None = None,
    *,
    region_code: str = "",
) -> Document:
    """A briefing from a board. Raises UnknownName, WrongScope or UnknownMoment."""
    return compose(code, asking(board), language, scope, sections, region_code=region_code)


def asking(board: Board) -> Ask:
    """What answers the questions of data_pipeline.queries from this board."""

    def ask(question: str, *args: object) -> pd.DataFrame:
        answer: pd.DataFrame = getattr(queries, question)(board, *args)
        return answer

    return ask


def compose(
    code: str,
    ask: Ask,
    language: str,
    scope: Scope,
    sections: Sequence[str] | None = None,
    *,
    region_code: str = "",
) -> Document:
    """`make` from whatever answers the questions; pages have answers already given."""
    chosen = template(code)
    wanted = _wanted(chosen, sections)
    where = narrowed(chosen, ask, scope, region_code)
    view = View(ask, language, where, region_code, chosen.rows_shown)
    made = tuple(make(view) for make in wanted)
    facts = {"place": view.place, "election": view.facts.election_name}
    return Document(
        template=code,
        title=view.say(f"templates.{code}.title", **facts),
        subtitle=view.say(
            "subtitle",
            countdown=view.countdown,
            as_of=formats.moment(language, view.as_of),
            **facts,
        ),
        facts=view.facts,
        sections=made,
    )


def _wanted(
    chosen: Template, sections: Sequence[str] | None
) -> tuple[Callable[[View], Section], ...]:
    """The chosen sections in the template's order; all of them when none is named."""
    known = chosen.section_codes
    for name in sections or ():
        if name not in known:
            raise UnknownName(f"section of the briefing {chosen.code!r}", name, list(known))
    return tuple(make for make in chosen.sections if not sections or make.__name__ in sections)
