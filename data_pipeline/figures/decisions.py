"""What must be signed, by when, what does it save, and what is left if nobody signs?"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.naming import labelled
from data_pipeline.figures.reader import Reader
from data_pipeline.figures.register import KEYS, entries, entry_code, today
from data_pipeline.formats import is_missing

MOST_BARS: Final = 12
WAITING, GONE, DECIDED = "waiting", "gone", "decided"
TURNS: Final = {WAITING: 0, GONE: 1, DECIDED: 2}
OF_PLAN: Final = [
    "plan_code",
    "plan_name",
    "cost_level",
    "lead_days",
    "plan_decide_by",
    "is_chosen",
    "tps_saved",
    "tps_after",
]
LISTED: Final = (
    "status",
    "plan_decide_by",
    "region_name",
    "item_name",
    "cause_name",
    "plan_name",
    "cost_level",
    "lead_days",
    "tps_not_ready",
    "tps_saved",
    "else_what",
    "entry_status",
    "owner_name",
    "province_name",
    "due_on",
    "risk_score",
    "region_code",
)
PLANS: Final = (
    "plan_name",
    "trigger",
    "cost_level",
    "lead_days",
    "decide_by",
    "tps_saved",
    "tps_after",
)
EFFECT: Final = (
    "status",
    "region_name",
    "item_name",
    "cause_name",
    "plan_name",
    "plan_decide_by",
    "tps_not_ready",
    "tps_after",
    "tps_saved",
)


def decision_list(reader: Reader) -> Table:
    """What can still be decided first, by its last day; then what is too late, then the decided."""
    found = _ranked(reader)
    waiting = found[found["turn"] == WAITING]
    days_left = (pd.to_datetime(waiting["plan_decide_by"]) - today(waiting)).dt.days
    facts = {
        "n": reader.counted(len(waiting), "decision"),
        "soon": reader.number(days_left.between(0, 1).sum()),
        "past": reader.number((found["turn"] == GONE).sum()),
    }
    return reader.table(
        "decision_list",
        found,
        LISTED,
        title=reader.say("table.decision_list.title", **facts),
        note=reader.say("table.decision_list.note"),
    )


def effect(reader: Reader) -> Chart:
    """Stations not ready now and after the best plan still possible, most saved first."""
    found = _ranked(reader)
    saving = found[(found["turn"] == WAITING) & (found["tps_saved"] > 0)]
    saving = saving.sort_values("tps_saved", ascending=False, kind="stable")
    top = saving.drop_duplicates(["region_code", "item_code"]).head(MOST_BARS)
    things = top["plan_code"] + " · " + top["item_name"]
    return Chart(
        kind="bullets",
        rows=top.drop(columns="status").assign(**{NAME: labelled(top["region_name"], things)}),
        series=(Series("tps_after", reader.say("decision_effect.after"), "soft"),),
        tick=Series("tps_not_ready", reader.say("decision_effect.now")),
        value_format="integer_up",
        data=saving.reset_index(drop=True),
        columns=EFFECT,
        **reader.words(
            "decision_effect",
            _effect_title(reader, top),
            shown=reader.number(len(top)),
            rows=reader.number(len(saving)),
        ),
    )


def entry_plans(reader: Reader, *, entry: str = "") -> Table:
    """Plans A, B and C of one entry ('region|item|cause'), or of all."""
    plans = offers(reader)
    if entry:
        plans = plans[plans["entry"] == entry].reset_index(drop=True)
    facts = {
        "n": reader.counted(len(plans), "plan"),
        "possible": reader.number((~plans["is_past"]).sum()),
    }
    columns = PLANS if entry else ("status", "region_name", "item_name", "cause_name", *PLANS)
    title = reader.say("table.entry_plans.title", **facts)
    return reader.table("entry_plans", plans, columns, title=title)


def offers(reader: Reader) -> pd.DataFrame:
    """Each plan of each entry; its letter stands before its name, ✓ before the chosen one."""
    plans = reader.scoped("entry_plans")
    marks = plans["is_chosen"].map({True: "✓ ", False: ""}).astype(str)
    return plans.assign(
        entry=entry_code(plans),
        decide_by=plans["plan_decide_by"],
        plan_name=marks + plans["plan_code"] + " · " + plans["plan_name"],
    )


def _ranked(reader: Reader) -> pd.DataFrame:
    """Every open entry with the plan to decide on: the chosen one, or the best still possible."""
    plans = offers(reader)
    open_ones = plans[~plans["is_past"] | plans["is_chosen"]].sort_values(
        ["is_chosen", "tps_saved", "cost_level", "plan_code"],
        ascending=[False, False, True, True],
        kind="stable",
    )
    best = open_ones.drop_duplicates(KEYS)[[*KEYS, *OF_PLAN]]
    found = entries(reader).drop(columns="plan_code").merge(best, on=KEYS, how="left")
    found = found.assign(
        cost_level=found["cost_level"].astype("Int64"),
        turn=[_turn(row) for row in found.to_dict("records")],
    )
    found["else_what"] = _else_what(reader, found, plans)
    ranked = found.assign(rank=found["turn"].map(TURNS)).sort_values(
        ["rank", "plan_decide_by", "risk_score", "tps_saved"],
        ascending=[True, True, False, False],
        kind="stable",
    )
    return ranked.drop(columns="rank").reset_index(drop=True)


def _turn(row: dict[Any, Any]) -> str:
    if is_missing(row["plan_code"]):
        return GONE
    return DECIDED if row["is_chosen"] else WAITING


def _else_what(reader: Reader, found: pd.DataFrame, plans: pd.DataFrame) -> list[str]:
    """What is left on the day after the last day of the plan to decide on."""
    dated = plans[~plans["is_past"] & plans["plan_decide_by"].notna()]
    last_days = dated["entry"].map(found.set_index("entry")["plan_decide_by"])
    later = dated[pd.to_datetime(dated["plan_decide_by"]) > pd.to_datetime(last_days)]
    next_best = later.sort_values("tps_saved", ascending=False, kind="stable")
    left = next_best.drop_duplicates("entry").set_index("entry")[["plan_code", "tps_saved"]]
    told = found.join(left.add_prefix("next_"), on="entry")
    return [_else(reader, row) for row in told.to_dict("records")]


def _else(reader: Reader, row: dict[Any, Any]) -> str:
    if row["turn"] == GONE:
        return reader.say("table.decision_list.else_gone")
    if row["turn"] == DECIDED:
        return reader.say("table.decision_list.else_decided", plan=row["plan_code"])
    if is_missing(row["plan_decide_by"]):
        return reader.say("table.decision_list.else_undated")
    if is_missing(row["next_plan_code"]) and is_missing(row["tps_not_ready"]):
        return reader.say("table.decision_list.else_unknown")
    if is_missing(row["next_plan_code"]):
        lost = reader.cell(row["tps_not_ready"], "tps_not_ready")
        return reader.say("table.decision_list.else_none", lost=lost)
    saved = reader.cell(row["next_tps_saved"], "tps_saved")
    return reader.say("table.decision_list.else_plan", plan=row["next_plan_code"], saved=saved)


def _effect_title(reader: Reader, top: pd.DataFrame) -> str:
    if top.empty:
        return reader.say("decision_effect.title_none")
    first = top.iloc[0]
    return reader.say(
        "decision_effect.title",
        name=first["region_name"],
        item=first["item_name"],
        plan=first["plan_code"],
        now=reader.cell(first["tps_not_ready"], "tps_not_ready"),
        after=reader.cell(first["tps_after"], "tps_after"),
    )
