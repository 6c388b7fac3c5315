"""How many days ahead or behind is each stage of the country, and what is left of its buffer?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from data_pipeline import formats
from data_pipeline.figures.chart import NAME, STATUS, Chart, Series, Table
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import change

SPREAD: Final = (
    "status",
    "job_name",
    "p50_deviation_days",
    "p10_deviation_days",
    "p90_deviation_days",
    "worst_deviation_days",
    "spare_days",
    "due_on",
    "unit_count",
    "done_units",
    "behind_units",
    "missed_units",
    "silent_units",
)
FEVER: Final = (
    "status",
    "job_name",
    "buffer_used",
    "done_ratio",
    "p90_deviation_days",
    "spare_days",
    "due_on",
    "stage_done_pcs",
    "need_pcs",
    "done_units",
    "unit_count",
)
COUNTDOWN: Final = (
    "milestone_name",
    "due_on",
    "countdown",
    "hardness",
    "stage_units",
    "done_units",
    "missed_units",
    "silent_units",
)
# A deadline further off would press every dot against zero.
FAR_DAYS: Final = 21


def stage_spread(reader: Reader) -> Chart:
    """A dot a stage: days behind plan of the middle region still at work, with nine in ten."""
    jobs = _jobs(reader)
    ticks = jobs["spare_days"].where(jobs["spare_days"] <= FAR_DAYS)
    names = [_spread_name(reader, job) for job in jobs.to_dict("records")]
    return Chart(
        kind="dots",
        rows=jobs.assign(spare_days=ticks, **{NAME: pd.Series(names, dtype=str)}),
        series=(Series("p50_deviation_days", reader.label("p50_deviation_days")),),
        tick=Series("spare_days", reader.label("due_on")),
        spread=("p10_deviation_days", "p90_deviation_days"),
        value_format="days_signed",
        data=jobs,
        columns=SPREAD,
        **reader.words("stage_spread", _spread_title(reader, jobs), far=reader.number(FAR_DAYS)),
    )


def buffer_use(reader: Reader) -> Chart:
    """A bar a stage: how much of the spare days is used, against the work done (the tick)."""
    jobs = _jobs(reader).merge(_done(reader), on=["phase", "stage_code"], how="left")
    used = (jobs["p90_deviation_days"].clip(lower=0) / jobs["spare_days"]).where(
        jobs["spare_days"] > 0
    )
    known = jobs.assign(buffer_used=used).dropna(subset=["buffer_used"]).reset_index(drop=True)
    return Chart(
        kind="bullets",
        rows=known.drop(columns=STATUS).assign(**{NAME: known["job_name"]}),
        series=(Series("buffer_used", reader.label("buffer_used")),),
        tick=Series("done_ratio", reader.label("done_ratio")),
        value_format="ratio",
        data=known,
        columns=FEVER,
        **reader.words("buffer_use", _fever_title(reader, known)),
    )


def countdown(reader: Reader) -> Table:
    """Each milestone with its day before the vote (H-n), the days left and its kind."""
    asked = reader.scoped("milestones")
    named = asked.rename(columns={"name": "milestone_name", "unit_count": "stage_units"})
    told = [
        _countdown(reader, *days)
        for days in zip(named["days_before"], named["days_to_go"], strict=True)
    ]
    ahead = named[named["days_to_go"] >= 0]
    binding = ahead[ahead["hardness"] != "soft"]
    facts = {
        "name": next(iter(binding["milestone_name"]), ""),
        "days": formats.days(reader.language, next(iter(binding["days_to_go"]), 0)),
        "ahead": reader.number(len(ahead)),
        "total": reader.number(len(named)),
    }
    case = "title" if len(binding) else "title_past"
    return reader.table(
        "countdown",
        named.assign(countdown=told),
        COUNTDOWN,
        title=reader.say(f"table.countdown.{case}", **facts),
    )


def _jobs(reader: Reader) -> pd.DataFrame:
    """Each stage of each phase that should have begun, with its colour and its name."""
    summary = reader.scoped("timeline_summary")
    names = [
        f"{stage} · {reader.say('phase', phase=phase)}"
        for stage, phase in zip(summary["stage_name"], summary["phase"], strict=True)
    ]
    most = _troubled_share(reader)
    colours = [_colour(row, most) for row in summary.to_dict("records")]
    return summary.assign(
        job_name=pd.Series(names, dtype=str), **{STATUS: pd.Series(colours, dtype=str)}
    )


def _troubled_share(reader: Reader) -> float:
    """The share of red and grey regions above which a whole is red: the rule of provinces."""
    rules = reader.ask("risk_rules")
    return float(rules.loc[rules["rule_code"] == "province_share", "red_at"].iloc[0])


def _colour(row: Mapping[Hashable, Any], most: float) -> str:
    """A stage is judged from its regions as a province is."""
    troubled = row["red_units"] + row["grey_units"]
    if row["grey_units"] == row["unit_count"]:
        return "grey"
    if troubled > most * row["unit_count"]:
        return "red"
    return "amber" if troubled + row["amber_units"] else "green"


def _done(reader: Reader) -> pd.DataFrame:
    found = reader.scoped("stage_overview").rename(columns={"done_pcs": "stage_done_pcs"})
    return found[["phase", "stage_code", "need_pcs", "stage_done_pcs", "done_ratio"]]


def _spread_name(reader: Reader, job: Mapping[Hashable, Any]) -> str:
    """The job, and below it its middle region and where eight in ten lie: read as text."""
    if pd.isna(job["p50_deviation_days"]):
        return f"{job['job_name']}\n{reader.say('stage_spread.no_spread')}"
    low, high = (change(reader.language, round(job[f"p{n}_deviation_days"])) for n in (10, 90))
    middle = reader.cell(job["p50_deviation_days"], "p50_deviation_days")
    told = reader.say("stage_spread.spread", middle=middle, low=low, high=high)
    return f"{job['job_name']}\n{told}"


def _spread_title(reader: Reader, jobs: pd.DataFrame) -> str:
    measured = jobs.dropna(subset=["p90_deviation_days"])
    if measured.empty:
        return reader.say("stage_spread.title_none")
    worst = measured.loc[measured["p90_deviation_days"].idxmax()]
    case = "title" if round(worst["p90_deviation_days"]) > 0 else "title_on_time"
    return reader.say(
        f"stage_spread.{case}",
        stage=worst["job_name"],
        days=reader.cell(worst["p90_deviation_days"], "p90_deviation_days"),
        behind=reader.number(worst["behind_units"]),
        total=reader.counted(worst["unit_count"], "region"),
    )


def _fever_title(reader: Reader, jobs: pd.DataFrame) -> str:
    if jobs.empty:
        return reader.say("buffer_use.title_none")
    hot = jobs[jobs["buffer_used"] > jobs["done_ratio"]]
    worst = jobs.loc[jobs["buffer_used"].idxmax()]
    return reader.say(
        "buffer_use.title_hot" if len(hot) else "buffer_use.title",
        n=reader.number(len(hot)),
        total=reader.number(len(jobs)),
        stage=worst["job_name"],
        used=reader.ratio(worst["buffer_used"]),
        done=reader.ratio(worst["done_ratio"]),
    )


def _countdown(reader: Reader, before: int, to_go: int) -> str:
    """'H-30 · 7 hari lagi', 'H-85 · lewat 48 hari', 'H+10 · 47 hari lagi'."""
    side = "after" if before < 0 else "before"
    when = "today" if to_go == 0 else "ahead" if to_go > 0 else "passed"
    day = reader.say(f"countdown.{side}", days=abs(before))
    return (
        f"{day} · {reader.say(f'countdown.{when}', days=formats.days(reader.language, abs(to_go)))}"
    )
