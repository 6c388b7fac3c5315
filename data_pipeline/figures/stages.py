"""How far has each stage come, from planning the need to the destruction of what is left?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from data_pipeline import formats
from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import day, is_missing

UNITS: Final = ("done_units", "underway_units", "waiting_units", "silent_units")
STAGES: Final = (
    "phase",
    "stage_name",
    "stage_state",
    "planned_window",
    "due_on",
    "stage_done_pcs",
    "need_pcs",
    "done_ratio",
    *UNITS,
    "unit_count",
    "owner",
)
NEEDS: Final = (
    "phase",
    "item_name",
    "base_pcs",
    "reserve_pcs",
    "need_pcs",
    "item_unit",
    "unit_count",
    "voter_list_name",
)


def stage_units(reader: Reader, *, item_code: str = "") -> Chart:
    """A row a stage and phase, in the order of work: regions done, at work, not begun, silent."""
    stages = _stages(reader, item_code)
    names = stages["job_name"] + "\n" + stages["stage_state"]
    return Chart(
        kind="stacked",
        rows=stages.assign(**{NAME: names}),
        series=(
            Series("done_units", reader.label("done_units"), "ink"),
            Series("underway_units", reader.label("underway_units"), "soft"),
            Series("silent_units", reader.label("silent_units"), "grey"),
        ),
        tick=Series("unit_count", reader.label("unit_count")),
        data=stages,
        columns=STAGES,
        **reader.words("stage_units", _title(reader, stages)),
    )


def stage_table(reader: Reader, *, item_code: str = "") -> Table:
    """Each stage: its window, its owner, pieces against the need, regions by how far they are."""
    stages = _stages(reader, item_code)
    note = reader.say(f"table.stage_table.{'one_item' if item_code else 'all_items'}")
    whole = pd.concat([_planning(reader, item_code), stages, _write_off(reader)], ignore_index=True)
    told = whole if len(stages) else stages
    return reader.table("stage_table", told, STAGES, title=_title(reader, stages), note=note)


def planned_need(reader: Reader, *, item_code: str = "") -> Table:
    """The planning stage: what the current voter list makes necessary of each item."""
    needs = reader.scoped("need_totals").rename(columns={"unit": "item_unit"})
    if item_code:
        needs = needs[needs["item_code"] == item_code].reset_index(drop=True)
    listed_on = next(iter(needs["listed_on"]), None)
    title = reader.say(
        "table.planned_need.title",
        n=reader.counted(len(needs), "item"),
        list=next(iter(needs["voter_list_name"]), ""),
        day=day(reader.language, listed_on),
    )
    return reader.table("planned_need", needs, NEEDS, title=title)


def _stages(reader: Reader, item_code: str) -> pd.DataFrame:
    asked = reader.scoped("stage_overview", item_code or None)
    found = asked.rename(columns={"done_pcs": "stage_done_pcs"})
    today = _today(reader)
    records = found.to_dict("records")
    return found.assign(
        job_name=pd.Series([_job(reader, row) for row in records], dtype=str),
        stage_state=pd.Series([_state(reader, row, today) for row in records], dtype=str),
        planned_window=pd.Series([_window(reader, row) for row in records], dtype=str),
    )


def _planning(reader: Reader, item_code: str) -> pd.DataFrame:
    """The stage before the first: the need is fixed by a voter list; nothing is counted off."""
    needs = reader.scoped("need_totals")
    if item_code:
        needs = needs[needs["item_code"] == item_code]
    listed_on = day(reader.language, next(iter(needs["listed_on"]), None))
    return _outside(reader, "planning", listed_on).assign(need_pcs=needs["need_pcs"].sum())


def _write_off(reader: Reader) -> pd.DataFrame:
    """The stage after the last: no feed tells of it."""
    return _outside(reader, "write_off", "")


def _outside(reader: Reader, code: str, days: str) -> pd.DataFrame:
    """A row for a stage that no report of goods covers."""
    words = {
        "stage_name": f"stages.{code}.name",
        "stage_state": f"stages.{code}.state",
        "owner": f"stages.{code}.owner",
    }
    told = {column: reader.say(key) for column, key in words.items()}
    window = days or reader.say("stages.no_window")
    return pd.DataFrame([{**told, "stage_code": code, "planned_window": window}])


def _today(reader: Reader) -> date:
    """The day in Jakarta at the moment looked at."""
    moment = reader.scope.as_of or reader.ask("meta")["as_of"].iloc[0]
    today: date = (pd.Timestamp(moment) + pd.Timedelta(hours=7)).date()
    return today


def _job(reader: Reader, row: Mapping[Hashable, Any]) -> str:
    return f"{row['stage_name']} · {reader.say('phase', phase=row['phase'])}"


def _state(reader: Reader, row: Mapping[Hashable, Any], today: date) -> str:
    """'selesai', 'berjalan', 'mulai 15 Jan', 'belum ada jadwal': what a person asks first."""
    start_on, total = row["start_on"], row["unit_count"]
    if row["done_units"] == total:
        return reader.say("stages.done")
    if row["underway_units"] or row["done_units"]:
        return reader.say(
            "stages.underway", day=day(reader.language, row["due_on"], has_year=False)
        )
    if is_missing(start_on):
        return reader.say("stages.unplanned")
    words = {
        "day": day(reader.language, start_on, has_year=False),
        "days": formats.days(reader.language, (start_on - today).days),
    }
    if start_on > today:
        return reader.say("stages.begins", **words)
    case = "silent" if row["silent_units"] == total else "late"
    return reader.say(f"stages.{case}", **words)


def _window(reader: Reader, row: Mapping[Hashable, Any]) -> str:
    """'15 Nov 2023 – 8 Jan 2024', or that nothing is scheduled."""
    if is_missing(row["start_on"]):
        return reader.say("stages.no_window")
    return " – ".join(day(reader.language, row[name]) for name in ("start_on", "finish_on"))


def _title(reader: Reader, stages: pd.DataFrame) -> str:
    if stages.empty:
        return reader.say("stage_units.title_none")
    is_done = stages["done_units"] == stages["unit_count"]
    has_begun = stages["done_units"] + stages["underway_units"] > 0
    at_work = stages[has_begun & ~is_done]
    slowest = at_work.loc[at_work["done_ratio"].idxmin()] if len(at_work) else None
    case = "title_idle" if slowest is None else "title"
    facts = {
        "done": reader.number(is_done.sum()),
        "underway": reader.number(len(at_work)),
        "waiting": reader.number((~has_begun).sum()),
        "total": reader.number(len(stages)),
    }
    if slowest is not None:
        facts |= {
            "stage": slowest["job_name"],
            "units": reader.number(slowest["done_units"]),
            "of": reader.counted(slowest["unit_count"], "region"),
        }
    return reader.say(f"stage_units.{case}", **facts)
