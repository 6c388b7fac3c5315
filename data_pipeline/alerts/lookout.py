"""What does the published board say now? Looked at once per version, whatever happens to it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime

import duckdb

from data_pipeline import board, queries
from data_pipeline.alerts import candidates, letters
from data_pipeline.alerts.candidates import Candidate
from data_pipeline.alerts.hearing import Action
from data_pipeline.alerts.letters import Standing
from data_pipeline.alerts.plain import of_error
from data_pipeline.board import Pointer
from data_pipeline.errors import TepatError
from data_pipeline.grants import EVERYWHERE
from data_pipeline.queries import Scope
from data_pipeline.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class View:
    """What was found; `found` None: no board could be read, so nobody knows."""

    pointer: Pointer | None = None
    found: list[Candidate] | None = None
    standing: Standing | None = None
    trouble: str = ""
    actions: list[Action] = field(default_factory=list)


class Lookout:
    """Remembers the last board it could read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._view = View()

    def look(self, newest_as_of: datetime | None) -> View:
        """The board on show. One of an earlier moment than was judged before changes nothing."""
        try:
            self._view = self._seen(board.pointer(self._settings), newest_as_of)
        except (TepatError, duckdb.Error, OSError, ValueError, TypeError, KeyError) as error:
            log.exception("The board could not be read")
            self._view = View(trouble=of_error(error))
        return self._view

    def _seen(self, pointer: Pointer | None, newest_as_of: datetime | None) -> View:
        if pointer is None:
            return View()
        if pointer == self._view.pointer:
            return self._view
        is_past = newest_as_of is not None and datetime.fromisoformat(pointer.as_of) < newest_as_of
        if is_past and not self._settings.is_simulated:  # a simulation may begin anew
            return replace(self._view, pointer=pointer)
        opened = board.open_board(self._settings, pointer, EVERYWHERE)
        try:
            actions = queries.actions(opened, Scope()).to_dict("records")
            found = candidates.on_board(opened)
            return View(pointer, found, letters.standing_of(opened), actions=actions)
        finally:
            opened.close()
