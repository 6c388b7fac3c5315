"""What does an observer ask: where did goods go wrong, what was unsealed, what is not known?"""

from __future__ import annotations

import pandas as pd

from data_pipeline import alarm_facts, formats
from data_pipeline.briefing.document import Paragraph, Section
from data_pipeline.briefing.templates.view import View
from data_pipeline.figures.chart import Table
from data_pipeline.text import say

DESTINATION = ("WRONG_PLACE", "WRONG_DAPIL", "WRONG_KIND", "UNREGISTERED_LOCATION", "TOO_EARLY")
SEAL = ("UNSEALED", "SECURITY_LOSS", "MISSING")
SURPLUS = ("SURPLUS",)
COMPARED = {"expected_text": "expected", "found_text": "found"}
COLUMNS = (
    "severity",
    "alarm_name",
    "region_name",
    "item_name",
    "dapil_code",
    "quantity_pcs",
    "expected_text",
    "found_text",
    "opened_at",
    "shipment_code",
    "province_name",
)


def destination(view: View) -> Section:
    """Goods at the wrong place, of the wrong kind or contest area, or before their time."""
    return _alarms(view, "destination", DESTINATION)


def seals(view: View) -> Section:
    """Goods without an intact seal, lost, or destroyed in unrest."""
    return _alarms(view, "seals", SEAL)


def surplus(view: View) -> Section:
    """What is still to be destroyed with witnesses, by the day before the vote."""
    return _alarms(view, "surplus", SURPLUS)


def _alarms(view: View, code: str, kinds: tuple[str, ...]) -> Section:
    alarms = view.scoped("alarms")
    found = alarms[alarms["alarm_code"].isin(kinds)]
    if found.empty:
        silent = int(view.overview["never_reported_units"])
        facts = {"silent": view.number(silent), "total": view.number(view.overview["unit_count"])}
        return view.section(code, view.lead(code, "none", **facts), terms=("alarms",))
    facts = {
        "n": view.number(len(found)),
        "regions": view.counted(found["region_code"].nunique(), "region"),
        "pieces": view.number(found["quantity_pcs"].sum()),
        "kinds": _kinds(view, found),
        "oldest": view.day(found["opened_at"].min()),
    }
    return view.section(
        code, view.lead(code, **facts), _table(view, code, found), terms=("alarms", "seal")
    )


def _kinds(view: View, found: pd.DataFrame) -> str:
    counts = found[f"alarm_name_{view.language}"].value_counts()
    return ", ".join(f"{str(name).lower()} {view.number(n)}" for name, n in counts.items())


def _table(view: View, code: str, found: pd.DataFrame) -> Table:
    return Table(
        code=f"alarms_{code}",
        title=view.say(f"sections.{code}.title"),
        question=view.say(f"sections.{code}.question"),
        alt=view.say("alarms_alt", n=view.number(len(found))),
        frame=found.assign(**{column: _words(view, found, column) for column in COMPARED}),
        columns=COLUMNS,
        empty=say(view.language, "shell.no_rows"),
    )


def _words(view: View, found: pd.DataFrame, column: str) -> list[str | None]:
    """What was expected or found in words; it is stored as codes and bare numbers."""
    names = found[f"{COMPARED[column]}_name_{view.language}"]
    rows = zip(found["alarm_code"], found[column], names, strict=True)
    return [
        None
        if formats.is_missing(text)
        else alarm_facts.told(
            view.language, code, text, "" if formats.is_missing(name) else str(name)
        )
        for code, text, name in rows
    ]


def unknown(view: View) -> Section:
    """What nobody can say: each gap in the data with its size."""
    gaps = [text for text in (_gap(view, name, n) for name, n in _gaps(view).items()) if text]
    estimates = Paragraph(view.say("gaps.estimates"))
    lead = view.lead("unknown", "lead" if gaps else "none", n=view.number(len(gaps)))
    blocks = [*(Paragraph(text, status="grey") for text in gaps), estimates]
    return view.section("unknown", lead, *blocks, terms=("grey", "evidence"))


def _gaps(view: View) -> dict[str, int]:
    """How many regions, consignments and rows each kind of ignorance covers."""
    reporting, troubled = view.scoped("reporting"), view.scoped("shipments", None, "troubled")
    reported = reporting.dropna(subset=["reported_at"])
    return {
        "never": len(reporting) - len(reported),
        "stale": int((reported["d_status"] == "grey").sum()),
        "partial": int(reported["is_partial"].sum()),
        "flagged": int((reporting["flag_count"] > 0).sum()),
        "adrift": int((troubled["lateness"] == "unknown").sum()),
        "refused": int(view.ask("deliveries")["refused_count"].sum()),
    }


def _gap(view: View, name: str, n: int) -> str:
    total = view.number(view.overview["unit_count"])
    return view.say(f"gaps.{name}", n=view.number(n), total=total) if n else ""
