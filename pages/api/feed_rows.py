"""What does a row of the feed hold? Each field declared once, for the files and for OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from data_pipeline import sentences
from data_pipeline.figures import facts as board_facts
from data_pipeline.figures.legible import legible
from data_pipeline.figures.naming import localised
from data_pipeline.formats import is_missing
from data_pipeline.text import say
from pages import cached
from pages.api.feed_question import Question, utc
from pages.cached import Sight

STATUSES: Final = ("red", "amber", "grey", "green")
GATES: Final = ("J", "W", "M", "S", "D", "H")


@dataclass(frozen=True)
class Field:
    """One field: its type (text integer number boolean date moment), whether it may be unknown,
    its closed list of values, and the column it comes from where that has another name."""

    name: str
    type: str = "text"
    is_nullable: bool = False
    values: tuple[str, ...] = ()
    column: str = ""
    description: str = ""

    @property
    def source(self) -> str:
        return self.column or self.name


@dataclass(frozen=True)
class Dataset:
    """One table of the feed: the question it asks and the fields of a row."""

    question: str
    fields: tuple[Field, ...]


def _status(name: str, description: str = "", *, is_nullable: bool = False) -> Field:
    return Field(name, "text", is_nullable, STATUSES, description=description)


PLACE: Final = (
    Field("region_code", description="Home-ministry code (35.78) or code of the overseas post."),
    Field("region_name"),
    Field("region_level", values=("regency", "post")),
    Field("province_code", description="'99' = overseas."),
    Field("province_name"),
)
REGIONS: Final = (
    *PLACE,
    _status("status", "Worst gate over the critical items; grey = no data, never green."),
    _status("previous_status", is_nullable=True),
    _status(
        "override_status",
        "What people have put beside `status`, while it holds; `status` stays the computed one.",
        is_nullable=True,
    ),
    Field("override_expires_at", "moment", is_nullable=True),
    Field("deciding_gate", values=GATES, description="H = waits for a second report."),
    Field("reason_code"),
    Field("reason", description="Why, in one sentence of the language asked for."),
    Field("way_out", description="What turns it green, and by when somebody must decide."),
    Field("item_code", is_nullable=True, column="deciding_item_code"),
    Field("item_name", is_nullable=True),
    Field("dapil_code", is_nullable=True, column="deciding_dapil_code"),
    Field("due_on", "date", is_nullable=True),
    Field("decide_by", "date", is_nullable=True),
    Field("need_pcs", "integer", is_nullable=True),
    Field("have_pcs", "integer", is_nullable=True),
    Field("short_pcs", "integer", is_nullable=True),
    Field("coverage_ratio", "number", is_nullable=True),
    Field("delay_days", "number", is_nullable=True),
    Field("tps_count", "integer"),
    Field("tps_not_ready", "number", is_nullable=True, description="An estimate; null = unknown."),
    *(_status(f"{gate}_status") for gate in "jwmsd"),
    Field("evidence_grade", values=("A", "B", "C")),
    Field("reported_at", "moment", is_nullable=True),
    Field("age_hours", "number", is_nullable=True),
    Field("is_done", "boolean"),
)
RISK: Final = (
    *PLACE,
    Field("item_code", description="'-' = the region as a whole."),
    Field("item_name", is_nullable=True),
    Field("cause_code"),
    Field("cause_name"),
    Field("gate_code", values=GATES),
    _status("status"),
    Field("likelihood_level", "integer"),
    Field("impact_level", "integer"),
    Field("risk_score", "integer"),
    Field("tps_not_ready", "number", is_nullable=True, description="An estimate; null = unknown."),
    Field("short_pcs", "integer", is_nullable=True),
    Field("delay_days", "number", is_nullable=True),
    Field("opened_at", "moment"),
    Field("open_hours", "number"),
    Field("due_on", "date", is_nullable=True),
    Field("decide_by", "date", is_nullable=True),
    Field("is_past", "boolean", description="The last day to decide has gone by."),
    Field("owner_division"),
    Field("owner_secretariat"),
    Field("entry_status", values=("open", "acknowledged", "assigned", "planned")),
    Field("acknowledged_at", "moment", is_nullable=True),
    Field("plan_code", is_nullable=True, values=("A", "B", "C")),
)
DATASETS: Final = {
    "regions": Dataset("region_status", REGIONS),
    "risk": Dataset("risk_entries", RISK),
}


def rows(seen: Sight, question: Question, name: str) -> list[dict[str, Any]]:
    """Every row of a data set, worst first, as values that JSON knows; unknown is null."""
    dataset = DATASETS[name]
    frame = localised(question.language, cached.ask_of(seen, dataset.question, question.scope))
    if name == "regions":
        frame = _overridden(seen, question, _explained(question.language, frame))
    columns = {field.name: _values(field, frame[field.source]) for field in dataset.fields}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def facts(seen: Sight, question: Question) -> dict[str, Any]:
    """Which board the rows are from; part of every answer."""
    row = cached.ask_of(seen, "meta").iloc[0]
    told = board_facts.facts_of(row, question.language, "")
    return {
        "version": told.version,
        "as_of": utc(question.scope.as_of or told.as_of),
        "built_at": utc(told.built_at),
        "election_code": str(row["election_code"]),
        "election_name": told.election_name,
        "rules_version": told.rules_version,
        "ledger_sequence": told.ledger_sequence,
        "ledger_head": told.ledger_head,
        "is_simulated": told.is_simulated,
        "mark": say(question.language, "writers.mark") if told.is_simulated else "",
        "source": told.source,
        "language": question.language,
        "province_codes": list(question.scope.province_codes),
    }


def moments(seen: Sight) -> list[str]:
    """The moments that `as_of` takes, newest first."""
    return [utc(moment) for moment in cached.ask_of(seen, "as_of_points")["as_of"]]


def places(seen: Sight) -> list[dict[str, str]]:
    """The codes that `province` takes, with their names."""
    frame = cached.ask_of(seen, "provinces")
    pairs = zip(frame["province_code"], frame["name"], strict=True)
    return [{"province_code": code, "province_name": name} for code, name in pairs]


def _explained(language: str, frame: pd.DataFrame) -> pd.DataFrame:
    told = [sentences.parts(language, row) for row in frame.to_dict("records")]
    return frame.assign(
        reason=[reason.text for reason in told], way_out=[reason.way_out for reason in told]
    )


def _overridden(seen: Sight, question: Question, frame: pd.DataFrame) -> pd.DataFrame:
    held = cached.ask_of(seen, "overrides", question.scope)
    told = held[["region_code", "override_status", "expires_at"]]
    names = {"expires_at": "override_expires_at"}
    return frame.merge(told.rename(columns=names), on="region_code", how="left")


def _values(field: Field, column: pd.Series) -> list[Any]:
    return [None if is_missing(value) else _value(field.type, value) for value in column]


def _value(kind: str, value: Any) -> Any:
    if kind == "moment":
        return utc(pd.Timestamp(value).to_pydatetime())
    if kind == "date":
        day: date = pd.Timestamp(value).date()
        return day.isoformat()
    if kind == "integer":
        return int(value)
    if kind == "number":
        return round(float(value), 6)
    return bool(value) if kind == "boolean" else legible(value)
