"""Which figures are there? Each declared once: its question, its query, its kind, who makes it.

A page draws them with Plotly and pydeck, a briefing with matplotlib, as PowerPoint's own charts or
as sheets; all of them ask here, so the same numbers stand everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from data_pipeline.errors import UnknownName
from data_pipeline.figures import (
    changes,
    decisions,
    glossary,
    notes,
    overseas,
    quality,
    receiving,
    region,
    register,
    risk,
    rules,
    schedule,
    shipments,
    shortages,
    situation,
    stages,
    timeline,
)
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.figures.reader import Ask, Reader
from data_pipeline.queries import Scope

Made = TypeVar("Made", Chart, Table)


@dataclass(frozen=True)
class Figure(Generic[Made]):
    """One declaration. `query` is the main question it asks the board (a name of sql/queries).

    Its words are figures.<code> (charts) and figures.table.<code> (tables) of the locales.
    """

    code: str
    query: str
    kind: str
    make: Callable[..., Made]


CHARTS: Final = (
    Figure("status_map", "region_status", "map", situation.status_map),
    Figure("province_tiles", "province_status", "stacked", situation.province_tiles),
    Figure("causes", "region_status", "bars", situation.causes),
    Figure("shortage_make_up", "shortages", "stacked", shortages.make_up),
    Figure("shortage_by_province", "shortage_matrix", "heatmap", shortages.by_province),
    Figure("shortage_by_region", "shortages", "heatmap", shortages.by_region),
    Figure("deviations", "timeline", "dots", timeline.deviations),
    Figure("s_curve", "stage_progress", "curves", timeline.s_curve),
    Figure("pace", "timeline", "bullets", timeline.pace),
    Figure("silence_calendar", "reporting_calendar", "heatmap", quality.silence_calendar),
    Figure("refusal_reasons", "refusal_reasons", "bars", quality.refusal_reasons),
    Figure("region_coverage", "unit_status", "bars", region.coverage),
    Figure("region_history", "status_history", "bars", region.history),
    Figure("overseas_countries", "region_status", "stacked", overseas.countries),
    Figure("mail_curve", "overseas_mail", "curves", overseas.mail_curve),
    Figure("tps_movers", "changes", "bars", changes.tps_movers),
    Figure("stage_spread", "timeline_summary", "dots", schedule.stage_spread),
    Figure("buffer_use", "timeline_summary", "bullets", schedule.buffer_use),
    Figure("stage_units", "stage_overview", "stacked", stages.stage_units),
    Figure("decision_effect", "entry_plans", "bullets", decisions.effect),
    Figure("gate_matrix", "gate_matrix", "heatmap", risk.gate_matrix),
    Figure("receipt_kinds", "receipt_mismatches", "bars", receiving.kinds),
    Figure("risk_causes", "risk_causes", "bars", risk.causes),
    Figure("risk_grid", "risk_entries", "heatmap", risk.grid),
)
LISTS: Final = (
    Figure("red_regions", "region_status", "table", situation.red_regions),
    Figure("regions", "region_status", "table", situation.all_regions),
    Figure("worsened", "worsened", "table", situation.worsened),
    Figure("decisions", "decisions", "table", situation.decisions),
    Figure("province_status", "province_status", "table", situation.province_status),
    Figure("shortages", "shortages", "table", shortages.listed),
    Figure("need_diff", "need_diff", "table", shortages.need_diff),
    Figure("late_shipments", "shipments", "table", shipments.late_shipments),
    Figure("deviations", "timeline", "table", timeline.deviation_table),
    Figure("milestones", "milestones", "table", timeline.milestones),
    Figure("silent_regions", "reporting", "table", quality.silent_regions),
    Figure("flags", "alarms", "table", quality.flags),
    Figure("deliveries", "deliveries", "table", quality.deliveries),
    Figure("refused_rows", "refused_rows", "table", quality.refused_rows),
    Figure("region_goods", "unit_status", "table", region.goods),
    Figure("region_why", "unit_status", "table", region.why),
    Figure("region_consignments", "shipments", "table", region.consignments),
    Figure("region_sources", "unit_sources", "table", region.sources),
    Figure("region_alarms", "alarms", "table", region.alarms),
    Figure("need", "need", "table", region.need),
    Figure("overseas_posts", "region_status", "table", overseas.posts),
    Figure("pouches", "overseas", "table", overseas.pouches),
    Figure("overseas_mail", "overseas_mail", "table", overseas.mail),
    Figure("closed_posts", "closed_posts", "table", overseas.closed),
    Figure("moved_regions", "changes", "table", changes.moved_regions),
    Figure("shown_changes", "status_changes", "table", changes.shown_changes),
    Figure("countdown", "milestones", "table", schedule.countdown),
    Figure("stage_table", "stage_overview", "table", stages.stage_table),
    Figure("planned_need", "need_totals", "table", stages.planned_need),
    Figure("notes", "actions", "table", notes.notes),
    Figure("risk_rules", "risk_rules", "table", rules.risk_rules),
    Figure("receipts", "receipt_mismatches", "table", receiving.receipts),
    Figure("glossary", "glossary", "table", glossary.glossary),
    Figure("decision_list", "entry_plans", "table", decisions.decision_list),
    Figure("entry_plans", "entry_plans", "table", decisions.entry_plans),
    Figure("risk_register", "risk_entries", "table", register.register),
    Figure("surplus_pairs", "surplus_pairs", "table", risk.surplus_pairs),
    Figure("tasks", "risk_entries", "table", register.tasks),
    Figure("action_log", "actions", "table", register.action_log),
)
FIGURES: Final[dict[str, Figure[Chart]]] = {figure.code: figure for figure in CHARTS}
TABLES: Final[dict[str, Figure[Table]]] = {figure.code: figure for figure in LISTS}


def chart(code: str, ask: Ask, language: str, scope: Scope, **choices: object) -> Chart:
    """The picture of that code for one reader; UnknownName lists the pictures there are."""
    return _of(FIGURES, "chart", code).make(Reader(ask, language, scope), **choices)


def table(code: str, ask: Ask, language: str, scope: Scope, **choices: object) -> Table:
    """The table of that code for one reader; UnknownName lists the tables there are."""
    return _of(TABLES, "table", code).make(Reader(ask, language, scope), **choices)


def _of(declared: dict[str, Figure[Made]], kind: str, code: str) -> Figure[Made]:
    if code not in declared:
        raise UnknownName(kind, code, list(declared))
    return declared[code]
