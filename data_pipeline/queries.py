"""Which questions may a page or a briefing ask? One typed function for each file of sql/queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data_pipeline.board import Board


@dataclass(frozen=True)
class Scope:
    """What the reader looks at: a moment (None = the newest) and provinces (empty = all)."""

    as_of: datetime | None = None
    province_codes: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, object]:
        """Bound values of every scoped query."""
        return {"as_of": self.as_of, "province_codes": list(self.province_codes) or None}


def meta(board: Board) -> pd.DataFrame:
    """One row: version, as-of, election, rules, ledger head, counts, whether simulated."""
    return board.query("meta")


def as_of_points(board: Board) -> pd.DataFrame:
    """The moments this board can show, newest first."""
    return board.query("as_of_points")


def provinces(board: Board) -> pd.DataFrame:
    """38 provinces and Luar Negeri, with tile positions."""
    return board.query("provinces")


def regions(board: Board) -> pd.DataFrame:
    """514 regencies and cities and 128 posts with names and positions."""
    return board.query("regions")


def items(board: Board) -> pd.DataFrame:
    """The goods of this election with their class and phase."""
    return board.query("items")


def stages(board: Board) -> pd.DataFrame:
    """The stages in order, from ordering to destruction."""
    return board.query("stages")


def milestones(board: Board, scope: Scope) -> pd.DataFrame:
    """Each milestone with its date and how many units have reached it."""
    return board.query("milestones", **scope.parameters)


def overview_numbers(board: Board, scope: Scope) -> pd.DataFrame:
    """One row: units per status, polling stations not ready, next decision, oldest input."""
    return board.query("overview_numbers", **scope.parameters)


def region_status(board: Board, scope: Scope) -> pd.DataFrame:
    """Status and deciding facts of each region, worst first."""
    return board.query("region_status", **scope.parameters)


def province_status(board: Board, scope: Scope) -> pd.DataFrame:
    """Counts of red, amber, grey and green units per province."""
    return board.query("province_status", **scope.parameters)


def unit_status(board: Board, scope: Scope, region_code: str) -> pd.DataFrame:
    """Status of each item (and contest area) of one region."""
    return board.query("unit_status", as_of=scope.as_of, region_code=region_code)


def status_history(board: Board, region_code: str) -> pd.DataFrame:
    """Status of one region at each moment of the board, oldest first."""
    return board.query("status_history", region_code=region_code)


def worsened(board: Board, scope: Scope) -> pd.DataFrame:
    """Regions whose status is worse than a day before, most polling stations first."""
    return board.query("worsened", **scope.parameters)


def decisions(board: Board, scope: Scope) -> pd.DataFrame:
    """Units that need a decision, by the last day on which it helps."""
    return board.query("decisions", **scope.parameters)


def shortages(board: Board, scope: Scope) -> pd.DataFrame:
    """Units short of their need, largest effect first; quantities in pieces and whole packs."""
    return board.query("shortages", **scope.parameters)


def shortage_matrix(board: Board, scope: Scope) -> pd.DataFrame:
    """Pieces short and needed per province and item."""
    return board.query("shortage_matrix", **scope.parameters)


def shipments(board: Board, scope: Scope) -> pd.DataFrame:
    """Consignments as last reported, exceptions first."""
    return board.query("shipments", **scope.parameters)


def region_shipments(board: Board, scope: Scope, region_code: str) -> pd.DataFrame:
    """Consignments of one region as last reported, exceptions first."""
    return board.query("region_shipments", as_of=scope.as_of, region_code=region_code)


def alarms(board: Board, scope: Scope) -> pd.DataFrame:
    """Open alarms, worst and oldest first."""
    return board.query("alarms", **scope.parameters)


def timeline(board: Board, scope: Scope) -> pd.DataFrame:
    """Days ahead or behind for each region and stage, furthest behind first."""
    return board.query("timeline", **scope.parameters)


def timeline_summary(board: Board, scope: Scope) -> pd.DataFrame:
    """Per stage: how many units are behind, by how many days the median and the worst."""
    return board.query("timeline_summary", **scope.parameters)


def stage_progress(board: Board, scope: Scope) -> pd.DataFrame:
    """Planned and actual pieces per moment, phase, item and stage: the S-curve."""
    return board.query("stage_progress", **scope.parameters)


def reporting(board: Board, scope: Scope) -> pd.DataFrame:
    """When each region last reported and what it left out, most silent first."""
    return board.query("reporting", **scope.parameters)


def reporting_calendar(board: Board, scope: Scope) -> pd.DataFrame:
    """Units per reporting age band at each moment and province."""
    return board.query("reporting_calendar", province_codes=scope.parameters["province_codes"])


def deliveries(board: Board) -> pd.DataFrame:
    """Every file received, newest first."""
    return board.query("deliveries")


def refused_rows(board: Board, delivery_sha256: str | None = None) -> pd.DataFrame:
    """Refused rows with file, line, column, value and reason; None = of every file."""
    return board.query("refused_rows", delivery_sha256=delivery_sha256)


def refusal_reasons(board: Board) -> pd.DataFrame:
    """How many rows were refused for which reason."""
    return board.query("refusal_reasons")


def need(board: Board, region_code: str) -> pd.DataFrame:
    """What one region needs of each item under the current voter list."""
    return board.query("need", region_code=region_code)


def need_diff(board: Board, from_list: str, to_list: str) -> pd.DataFrame:
    """How the need of each region and item changes between two voter-list versions."""
    return board.query("need_diff", from_list=from_list, to_list=to_list)


def risk_rules(board: Board) -> pd.DataFrame:
    """The limits in force, with version and citation."""
    return board.query("risk_rules")
