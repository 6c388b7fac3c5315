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


def national_status(board: Board, scope: Scope) -> pd.DataFrame:
    """Regions of the whole country per colour: all that is public of other provinces."""
    return board.query("national_status", as_of=scope.as_of)


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


def shipments(
    board: Board, scope: Scope, region_code: str | None = None, only: str | None = None
) -> pd.DataFrame:
    """Consignments as last reported, exceptions first, with the file and line that told of them.

    `only` 'troubled': those that need somebody, a hundredth of all.
    """
    return board.query("shipments", **scope.parameters, region_code=region_code, only=only)


def shipment_counts(board: Board, scope: Scope) -> pd.DataFrame:
    """How many consignments have been reported, by mode."""
    return board.query("shipment_counts", **scope.parameters)


def alarms(board: Board, scope: Scope) -> pd.DataFrame:
    """Open alarms, worst and oldest first."""
    return board.query("alarms", **scope.parameters)


def alert_candidates(board: Board, scope: Scope) -> pd.DataFrame:
    """What the alert rules in force find, worst first; facts in `region_status` and `alarms`."""
    return board.query("alert_candidates", **scope.parameters)


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


def voter_lists(board: Board) -> pd.DataFrame:
    """The versions of the voter list, the current one last."""
    return board.query("voter_lists")


def need_diff(board: Board, from_list: str, to_list: str) -> pd.DataFrame:
    """How the need of each region and item changes between two voter-list versions."""
    return board.query("need_diff", from_list=from_list, to_list=to_list)


def risk_rules(board: Board) -> pd.DataFrame:
    """The limits in force, with version and citation."""
    return board.query("risk_rules")


def risk_entries(board: Board, scope: Scope) -> pd.DataFrame:
    """The risk register: open entries, largest risk first."""
    return board.query("risk_entries", **scope.parameters)


def entry_plans(board: Board, scope: Scope) -> pd.DataFrame:
    """Plans A, B and C of each open entry with the last day each can be decided on."""
    return board.query("entry_plans", **scope.parameters)


def risk_causes(board: Board, scope: Scope) -> pd.DataFrame:
    """Causes by the stations they keep from being ready (an estimate)."""
    return board.query("risk_causes", **scope.parameters)


def gate_matrix(board: Board, scope: Scope) -> pd.DataFrame:
    """Regions per province, gate and colour."""
    return board.query("gate_matrix", **scope.parameters)


def actions(board: Board, scope: Scope, region_code: str | None = None) -> pd.DataFrame:
    """What people did, newest first; None = in every region of the scope."""
    return board.query("actions", **scope.parameters, region_code=region_code)


def overrides(board: Board, scope: Scope) -> pd.DataFrame:
    """Colours put in place of the computed ones that still hold."""
    return board.query("overrides", **scope.parameters)


def changes(board: Board, scope: Scope, from_as_of: datetime) -> pd.DataFrame:
    """Each region now against an earlier moment of the board."""
    return board.query("changes", **scope.parameters, from_as_of=from_as_of)


def status_changes(board: Board, scope: Scope, region_code: str | None = None) -> pd.DataFrame:
    """Every change of colour or reason that was ever shown, newest first."""
    return board.query("status_changes", **scope.parameters, region_code=region_code)


def stage_overview(board: Board, scope: Scope, item_code: str | None = None) -> pd.DataFrame:
    """Each stage from ordering to destruction: pieces and regions; None = all items together."""
    return board.query("stage_overview", **scope.parameters, item_code=item_code)


def need_totals(board: Board, scope: Scope) -> pd.DataFrame:
    """What the current voter list makes necessary of each item, over the regions in scope."""
    return board.query("need_totals", province_codes=scope.parameters["province_codes"])


def overseas(board: Board, scope: Scope) -> pd.DataFrame:
    """Overseas posts, worst first, with their mail and its window."""
    return board.query("overseas", **scope.parameters)


def overseas_mail(board: Board, scope: Scope) -> pd.DataFrame:
    """What each overseas post has mailed to its voters, and whether in the days allowed."""
    return board.query("overseas_mail", **scope.parameters)


def closed_posts(board: Board) -> pd.DataFrame:
    """Missions without an overseas committee and who serves their voters."""
    return board.query("closed_posts")


def surplus_pairs(board: Board, scope: Scope) -> pd.DataFrame:
    """Regions short of goods and neighbours that hold more than they need."""
    return board.query("surplus_pairs", **scope.parameters)


def unit_sources(board: Board, scope: Scope, region_code: str) -> pd.DataFrame:
    """File and line behind the figures of one region."""
    return board.query("unit_sources", as_of=scope.as_of, region_code=region_code)


def causes(board: Board) -> pd.DataFrame:
    """Every cause the risk register knows, with its owners."""
    return board.query("causes")


def risk_scale(board: Board) -> pd.DataFrame:
    """The levels of likelihood and impact, with their names."""
    return board.query("risk_scale")


def glossary(board: Board) -> pd.DataFrame:
    """The words of election logistics with their meaning, by topic."""
    return board.query("glossary")


def receipt_mismatches(board: Board, scope: Scope, region_code: str | None = None) -> pd.DataFrame:
    """Consignments received otherwise than the waybill says; a region = all that arrived there."""
    return board.query("receipt_mismatches", **scope.parameters, region_code=region_code)


def receipt_counts(board: Board, scope: Scope) -> pd.DataFrame:
    """Consignments arrived and inspected in each region."""
    return board.query("receipt_counts", **scope.parameters)
