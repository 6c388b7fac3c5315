"""How far from plan, and will the pace do? Days, pieces and rates against every deadline."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline import formats
from data_pipeline.figures import notes
from data_pipeline.figures.chart import NAME, Chart, Mark, Series, Table
from data_pipeline.figures.naming import labelled
from data_pipeline.figures.reader import Reader, Words

DEVIATIONS: Final = (
    "status",
    "region_name",
    "stage_name",
    "phase",
    "item_name",
    "deviation_days",
    "planned_ratio",
    "actual_ratio",
    "due_on",
    "hardness",
    "required_daily_pcs",
    "best_daily_pcs",
    "rate_ratio",
    "spare_days",
    "start_on",
    "finish_on",
    "milestone_code",
    "province_name",
    "region_code",
)
CURVE: Final = (
    "as_of",
    "item_name",
    "stage_name",
    "need_pcs",
    "planned_pcs",
    "done_pcs",
    "planned_ratio",
    "actual_ratio",
    "silent_units",
)
MILESTONES: Final = (
    "milestone_name",
    "hardness",
    "due_on",
    "days_to_go",
    "stage_units",
    "done_units",
    "missed_units",
    "silent_units",
)
MOST_ROWS: Final = 20
SLOWEST: Final = 12
OPENING_STAGE: Final = "received"


def deviations(reader: Reader, *, stage_code: str = "") -> Chart:
    """A dot a region and stage in days behind plan, a tick where its spare days end."""
    begun = _begun(reader, stage_code)
    measured = begun.dropna(subset=["deviation_days"])
    shown = measured.head(MOST_ROWS)
    places = labelled(shown["region_name"], shown["job_name"])
    return Chart(
        kind="dots",
        rows=shown.assign(**{NAME: places}),
        series=(Series("deviation_days", reader.label("deviation_days")),),
        tick=Series("spare_days", reader.label("due_on")),
        value_format="days_signed",
        data=begun,
        columns=DEVIATIONS,
        **reader.words("deviations", _behind_title(reader, begun)),
    )


def deviation_table(reader: Reader, *, stage_code: str = "") -> Table:
    """Every region and stage that should have begun, furthest behind first."""
    begun = _begun(reader, stage_code)
    return reader.table("deviations", begun, DEVIATIONS, title=_behind_title(reader, begun))


def s_curve(reader: Reader, *, item_code: str = "", stage_code: str = "") -> Chart:
    """Plan and fact in pieces with the need as ceiling; opens with what is needed most."""
    curve = _curve(reader, item_code, stage_code)
    return Chart(
        kind="curves",
        across="as_of",
        rows=curve,
        series=(
            Series("need_pcs", reader.label("need_pcs"), "soft", "dashed"),
            Series("planned_pcs", reader.label("planned_pcs"), "soft", "dotted"),
            Series("done_pcs", reader.label("done_pcs"), "ink"),
        ),
        marks=_marks(reader, curve),
        voting_on=reader.ask("meta")["voting_on"].iloc[0],
        data=curve,
        columns=CURVE,
        **_curve_words(reader, curve),
    )


def curve_choices(reader: Reader) -> pd.DataFrame:
    """Each item and stage that has a curve, the item needed most first, stages in order."""
    progress = reader.scoped("stage_progress")
    names = ["item_code", "item_name", "stage_code", "stage_name"]
    largest = progress.groupby("item_code")["need_pcs"].transform("max")
    ordered = progress.assign(largest=largest).sort_values(
        ["largest", "item_code", "stage_order"], ascending=[False, True, True], kind="stable"
    )
    return ordered[names].drop_duplicates(ignore_index=True)


def pace(reader: Reader) -> Chart:
    """The best daily rate shown (bar) against the rate still required (tick), worst first."""
    paced = _begun(reader, "").dropna(subset=["rate_ratio"])
    ranked = paced.sort_values("rate_ratio", ascending=False, kind="stable", ignore_index=True)
    shown = ranked.head(SLOWEST)
    too_fast = ranked[ranked["rate_ratio"] > 1]
    facts = {
        "n": reader.counted(len(too_fast), "job"),
        "name": next(iter(shown["region_name"]), ""),
        "stage": next(iter(shown["job_name"]), ""),
        "times": reader.cell(next(iter(shown["rate_ratio"]), None), "rate_ratio"),
    }
    case = "title" if len(too_fast) else "title_enough" if len(ranked) else "title_none"
    return Chart(
        kind="bullets",
        rows=shown.assign(**{NAME: labelled(shown["region_name"], shown["job_name"])}),
        series=(Series("best_daily_pcs", reader.label("best_daily_pcs")),),
        tick=Series("required_daily_pcs", reader.label("required_daily_pcs")),
        data=ranked,
        columns=DEVIATIONS,
        **reader.words("pace", reader.say(f"pace.{case}", **facts)),
    )


def milestones(reader: Reader) -> Table:
    """Each milestone with its kind, its day and how many region-stages have reached it."""
    asked = reader.scoped("milestones")
    named = asked.rename(columns={"name": "milestone_name", "unit_count": "stage_units"})
    ahead = named[(named["days_to_go"] >= 0) & (named["hardness"] != "soft")]
    facts = {
        "name": next(iter(ahead["milestone_name"]), ""),
        "days": formats.days(reader.language, next(iter(ahead["days_to_go"]), 0)),
        "missed": reader.number(named["missed_units"].sum()),
    }
    case = "title" if len(ahead) else "title_past"
    return reader.table(
        "milestones", named, MILESTONES, title=reader.say(f"table.milestones.{case}", **facts)
    )


def _begun(reader: Reader, stage_code: str) -> pd.DataFrame:
    timeline = reader.scoped("timeline")
    if stage_code:
        timeline = timeline[timeline["stage_code"] == stage_code]
    spare = (timeline["due_on"] - timeline["finish_on"]).map(lambda gap: gap.days)
    jobs = [
        _job(reader, *job) for job in zip(timeline["stage_name"], timeline["phase"], strict=True)
    ]
    return timeline.assign(spare_days=spare, job_name=jobs).reset_index(drop=True)


def _job(reader: Reader, stage_name: str, phase: int) -> str:
    """Goods come in two phases, and both pass the same stages."""
    return f"{stage_name} · {reader.say('phase', phase=phase)}"


def _behind_title(reader: Reader, begun: pd.DataFrame) -> str:
    if begun.empty:
        return reader.say("deviations.title_not_begun")
    behind = begun[(begun["deviation_days"] > 0) & (begun["actual_ratio"] < 1)]
    worst = begun.loc[begun["deviation_days"].idxmax()] if len(behind) else begun.iloc[0]
    is_slight = len(behind) > 0 and round(behind["deviation_days"].max()) == 0
    case = "title_slight" if is_slight else "title" if len(behind) else "title_none"
    return reader.say(
        f"deviations.{case}",
        n=reader.number(len(behind)),
        total=reader.counted(len(begun), "job"),
        name=worst["region_name"],
        stage=worst["job_name"],
        days=reader.cell(worst["deviation_days"], "deviation_days"),
        silent=reader.number(begun["actual_ratio"].isna().sum()),
    )


def _curve(reader: Reader, item_code: str, stage_code: str) -> pd.DataFrame:
    choices = curve_choices(reader)
    if choices.empty:
        return reader.scoped("stage_progress")
    item = item_code or choices["item_code"].iloc[0]
    stages = list(choices.loc[choices["item_code"] == item, "stage_code"])
    opening = OPENING_STAGE if OPENING_STAGE in stages else stages[-1] if stages else ""
    stage = stage_code if stage_code in stages else opening
    progress = reader.scoped("stage_progress")
    chosen = progress[(progress["item_code"] == item) & (progress["stage_code"] == stage)]
    return chosen.reset_index(drop=True)


def _marks(reader: Reader, curve: pd.DataFrame) -> tuple[Mark, ...]:
    """Today is the newest moment, the deadline the last one of the stage; then people's notes."""
    if curve.empty:
        return ()
    today = Mark(curve["as_of"].max().to_pydatetime(), reader.say("today"))
    noted = notes.marks(reader, curve["as_of"].min().to_pydatetime())
    summary = reader.scoped("timeline_summary")
    due_on = summary.loc[summary["stage_code"] == curve["stage_code"].iloc[0], "due_on"].max()
    deadline = () if pd.isna(due_on) else (Mark(due_on, reader.say("deadline")),)
    return (today, *deadline, *noted)


def _curve_words(reader: Reader, curve: pd.DataFrame) -> Words:
    if curve.empty:
        return reader.words("s_curve", reader.say("s_curve.title_none"), silent=reader.number(0))
    newest = curve.iloc[-1]
    counts = {"done": "done_pcs", "planned": "planned_pcs", "need": "need_pcs"}
    facts = {name: reader.number(newest[column]) for name, column in counts.items()}
    things = {"item": newest["item_name"], "stage": newest["stage_name"]}
    title = reader.say("s_curve.title", **things, **facts)
    return reader.words("s_curve", title, silent=reader.number(newest["silent_units"]))
