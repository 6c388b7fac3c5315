"""Has somebody answered on the pages? What people enter there reaches the desk with the board.

An acknowledgement, a task taken on or a plan chosen for a region's item and cause is an answer to
the alert about it; '-' in an action stands for every item or every cause of the region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from data_pipeline.alerts import acknowledgements
from data_pipeline.alerts.candidates import NOWHERE
from data_pipeline.alerts.episode import Episode
from data_pipeline.settings import Settings

ANSWERS = frozenset({"acknowledge", "assign", "choose_plan"})

Action = dict[str, Any]


def listen(settings: Settings, episodes: Iterable[Episode], actions: list[Action]) -> None:
    """Writes down the answers that have come since; one already given stands."""
    given = acknowledgements.of_all(settings)
    for episode in episodes:
        action = next(_answering(episode, actions), None)
        if action is not None and episode.alert_id not in given:
            who, note = str(action["author_name"]), str(action["comment_text"] or "")
            acknowledgements.acknowledge(
                settings, episode.alert_id, who, action["event_at"].to_pydatetime(), note
            )


def _answering(episode: Episode, actions: list[Action]) -> Iterator[Action]:
    """Both moments are the board's: an answer given before the alert was seen is none."""
    key = episode.key
    for action in actions:
        if (
            action["action_code"] in ANSWERS
            and action["region_code"] == key.region_code
            # An alert about a region as a whole is answered by a word about any of its goods.
            and (key.item_code == NOWHERE or action["item_code"] in {key.item_code, NOWHERE})
            and action["cause_code"] in {key.cause, f"S.{key.cause}", NOWHERE}
            and episode.as_of is not None
            and action["event_at"] >= episode.as_of
        ):
            yield action
