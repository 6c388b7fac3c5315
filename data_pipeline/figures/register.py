"""Which risks are open, whose are they, by when, and what did people do? The risk register."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline.figures.chart import Table
from data_pipeline.figures.reader import Reader

KEYS: Final = ["region_code", "item_code", "cause_code"]
REGISTER: Final = (
    "status",
    "risk_score",
    "region_name",
    "province_name",
    "item_name",
    "cause_name",
    "deciding_gate",
    "decide_by",
    "due_on",
    "tps_not_ready",
    "short_pcs",
    "likelihood_level",
    "impact_level",
    "entry_status",
    "plan_code",
    "owner_name",
    "owner_secretariat",
    "open_hours",
    "acknowledged_at",
    "acknowledged_by",
    "region_code",
)
TASKS: Final = (
    "status",
    "decide_by",
    "region_name",
    "item_name",
    "cause_name",
    "entry_status",
    "owner_name",
    "tps_not_ready",
    "open_hours",
    "province_name",
    "region_code",
)
ACTIONS: Final = (
    "event_at",
    "action_code",
    "region_name",
    "item_name",
    "cause_name",
    "plan_code",
    "override_status",
    "expires_at",
    "owner_name",
    "comment_text",
    "author_name",
    "delivery_sequence",
    "region_code",
)


def entries(reader: Reader, **choices: str) -> pd.DataFrame:
    """Every open entry that passes the choices; the owner is who was assigned, or the division.

    Choices, each '' = all: gate, province, region, cause, status, answer, owner, level ('5x4').
    """
    found = reader.scoped("risk_entries")
    owned = found.assign(
        deciding_gate=found["gate_code"],
        owner_code=found["owner_name"].fillna(found["owner_division_id"]),
        owner_name=found["owner_name"].fillna(found["owner_division"]),
        entry=entry_code(found),
        level=found["likelihood_level"].astype(str) + "x" + found["impact_level"].astype(str),
    )
    columns = {
        "gate": "gate_code",
        "province": "province_code",
        "region": "region_code",
        "cause": "cause_code",
        "status": "status",
        "answer": "entry_status",
        "owner": "owner_code",
        "level": "level",
    }
    for name, value in choices.items():
        if value:
            owned = owned[owned[columns[name]] == value]
    return owned.reset_index(drop=True)


def entry_code(found: pd.DataFrame) -> pd.Series:
    """'93.04|ss_dpr|J.short': how an entry stands in an address."""
    return found["region_code"] + "|" + found["item_code"] + "|" + found["cause_code"]


def register(reader: Reader, **choices: str) -> Table:
    """The open entries, the largest risk first."""
    found = entries(reader, **choices)
    facts = {
        "n": reader.counted(len(found), "entry"),
        "red": reader.number((found["status"] == "red").sum()),
        "open": reader.number((found["entry_status"] == "open").sum()),
    }
    title = reader.say("table.risk_register.title", **facts)
    return reader.table("risk_register", found, REGISTER, title=title)


def tasks(reader: Reader, **choices: str) -> Table:
    """The open entries by decide-by: what can still be done first, then what is past it."""
    found = entries(reader, **choices)
    ranked = found.sort_values(
        ["is_past", "decide_by", "risk_score"], ascending=[True, True, False], kind="stable"
    )
    days_left = (pd.to_datetime(found["decide_by"]) - today(found)).dt.days
    facts = {
        "n": reader.counted(len(found), "task"),
        "soon": reader.number(days_left.between(0, 1).sum()),
        "past": reader.number(found["is_past"].sum()),
    }
    title = reader.say("table.tasks.title", **facts)
    return reader.table("tasks", ranked.reset_index(drop=True), TASKS, title=title)


def today(found: pd.DataFrame) -> pd.Series:
    """The day it is in Jakarta at the moment of each row."""
    return (found["as_of"] + pd.Timedelta(hours=7)).dt.normalize()


def action_log(reader: Reader, *, region: str = "") -> Table:
    """What people did, newest first, with the ledger number of each."""
    found = reader.scoped("actions", region or None)
    title = reader.say("table.action_log.title", n=reader.counted(len(found), "action"))
    return reader.table(
        "action_log", found, ACTIONS, title=title, note=reader.say("table.action_log.note")
    )
