"""What do the rules find on this board: which regions, for which cause, with which facts?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from data_pipeline import queries
from data_pipeline.board import Board
from data_pipeline.formats import is_missing
from data_pipeline.queries import Scope

NOWHERE = "-"
UNIT = ["region_code", "item_code", "dapil_code", "alarm_code", "shipment_code"]

Row = dict[str, Any]


class Key(NamedTuple):
    """What an alert is about; as long as it stays open, the same key is the same alert."""

    rule_code: str
    region_code: str
    item_code: str
    dapil_code: str
    cause: str

    @property
    def place(self) -> tuple[str, str]:
        """The rule and the region: as far as an improvement not yet confirmed reaches."""
        return self.rule_code, self.region_code


@dataclass(frozen=True)
class Candidate:
    """A rule and what it found now; `row` holds the facts its sentence is made of.

    `is_held`: an improvement waits for confirmation, so nothing opens and nothing closes.
    """

    key: Key
    province_code: str
    severity: str
    row: Row = field(hash=False)
    is_held: bool = False


def on_board(board: Board) -> list[Candidate]:
    """All of the country, worst first."""
    everywhere = Scope()
    found = queries.alert_candidates(board, everywhere)
    statuses = {row["region_code"]: row for row in _rows(queries.region_status(board, everywhere))}
    alarms = {_unit(row): row for row in _rows(queries.alarms(board, everywhere))}
    return [_candidate(row, statuses, alarms) for row in _rows(found)]


def _candidate(
    found: Row, statuses: dict[str, Row], alarms: dict[tuple[Any, ...], Row]
) -> Candidate:
    is_alarm = "alarm_code" in found
    row = alarms[_unit(found)] if is_alarm else statuses[found["region_code"]]
    return Candidate(
        Key(*(str(found[name]) for name in Key._fields)),
        found["province_code"],
        found["severity"],
        row if "tps_not_ready" not in found else row | {"tps_not_ready": found["tps_not_ready"]},
        bool(found["is_held"]),
    )


def _unit(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in UNIT)


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Rows without what is not known, in values that JSON and a sentence can hold."""
    for record in frame.to_dict("records"):
        yield {name: _plain(value) for name, value in record.items() if not is_missing(value)}


def _plain(value: Any) -> Any:
    """pandas' own moments and numbers as Python's."""
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
