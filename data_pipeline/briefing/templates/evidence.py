"""How well do we know it: who is silent, what was refused, which limits judge?"""

from __future__ import annotations

from data_pipeline import formats
from data_pipeline.briefing.document import Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.text import say

FILES = (
    "sequence",
    "file_name",
    "feed_code",
    "outcome",
    "row_count",
    "loaded_count",
    "refused_count",
    "received_at",
)


def silence(view: View) -> Section:
    """Who has not reported in time? Silence is never green."""
    reporting = view.scoped("reporting")
    grey = reporting[reporting["d_status"] == "grey"]
    old = reporting[reporting["d_status"] == "amber"]
    facts = {
        "grey": view.number(len(grey)),
        "old": view.number(len(old)),
        "total": view.number(len(reporting)),
        "never": view.number(int(reporting["reported_at"].isna().sum())),
        "tps": view.number(grey["tps_count"].sum()),
        "oldest": formats.age(view.language, reporting["age_hours"].max()),
    }
    case = "lead" if len(grey) else "old" if len(old) else "none"
    calendar = view.chart("silence_calendar")
    tables = [view.table("silent_regions")] if len(grey) + len(old) else []
    lead = view.lead("silence", case, **facts)
    return view.section("silence", lead, calendar, *tables, terms=("grey", "evidence"))


def files(view: View) -> Section:
    """Which files came, and which rows were refused for what reason?"""
    received = view.ask("deliveries")
    if received.empty:
        return view.section("files", view.lead("files", "never"))
    facts = {
        "files": view.number(len(received)),
        "rows": view.number(received["row_count"].sum()),
        "refused": view.number(received["refused_count"].sum()),
    }
    why = view.ask("refusal_reasons")
    if why.empty:
        return view.section("files", view.lead("files", "none", **facts))
    commonest = why.iloc[0]
    facts |= {
        "reason": say(view.language, f"figures.refusals.{commonest['reason_code']}"),
        "n": view.number(commonest["refused_count"]),
    }
    chart, table = view.chart("refusal_reasons"), view.table("deliveries", columns=FILES)
    return view.section("files", view.lead("files", **facts), chart, table, terms=("refused",))


def rules(view: View) -> Section:
    """Which limits give the colours, and where do they come from?"""
    table = view.table("risk_rules", is_whole=True)
    facts = {"version": view.meta["rules_version"], "n": view.number(len(table.frame))}
    return view.section("rules", view.lead("rules", **facts), table, terms=("gates", "status"))
