"""Who is silent, what cannot be right, and what do senders get wrong?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from data_pipeline.contract import reasons
from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.naming import moment_names, worded
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import is_missing

CALENDAR: Final = (
    "as_of",
    "province_name",
    "late_units",
    "unit_count",
    "fresh_units",
    "old_units",
    "silent_units",
)
REASONS: Final = ("cause", "column_name", "refused_count", "delivery_count")
SILENT: Final = (
    "d_status",
    "region_name",
    "province_name",
    "tps_count",
    "age_hours",
    "reported_at",
    "items_reported",
    "items_expected",
    "flag_count",
    "evidence_grade",
    "region_code",
)
FLAGS: Final = ("severity", "region_name", "item_name", "opened_at", "reason")
DELIVERIES: Final = (
    "sequence",
    "file_name",
    "feed_code",
    "outcome",
    "row_count",
    "loaded_count",
    "refused_count",
    "refusal",
    "received_at",
    "fingerprint",
    "sender",
    "delivery_sha256",
)
REFUSED: Final = ("file_name", "line_number", "column_name", "value_text", "refusal", "line_text")
MOST_REASONS: Final = 12
SHOWN_OF_SHA256: Final = 12


def silence_calendar(reader: Reader) -> Chart:
    """Province by moment: regions whose data is old or missing, the most silent provinces first.

    Provinces whose data was fresh at every moment are left out.
    """
    calendar = reader.scoped("reporting_calendar")
    told = calendar.assign(
        moment=moment_names(reader.language, calendar["as_of"]),
        late_units=calendar["unit_count"] - calendar["fresh_units"],
        is_silent=False,
        **{NAME: calendar["province_name"]},
    )
    newest = told[told["as_of"] == told["as_of"].max()].set_index("province_code")["late_units"]
    told["now"] = told["province_code"].map(newest)
    ever = told.groupby("province_code")["late_units"].transform("max")
    ranked = told[ever > 0].sort_values(
        ["now", "province_name", "as_of"], ascending=[False, True, True], kind="stable"
    )
    return Chart(
        kind="heatmap",
        across="moment",
        rows=ranked,
        series=(Series("late_units", reader.label("late_units"), "red"),),
        data=told,
        columns=CALENDAR,
        **reader.words("silence_calendar", _calendar_title(reader, newest, told)),
    )


def refusal_reasons(reader: Reader) -> Chart:
    """Refused cells per reason and column, most frequent first."""
    counts = reader.rows("refusal_reasons")
    headers = [reasons.header(reader.language, name or "") for name in counts["column_name"]]
    titles = [reader.say(f"refusals.{code}") for code in counts["reason_code"]]
    pairs = zip(titles, headers, strict=True)
    found = counts.assign(
        column_name=headers,
        cause=titles,
        **{NAME: [f"{title}\n{header}" if header else title for title, header in pairs]},
    )
    facts = {
        "n": reader.counted(found["refused_count"].sum(), "cell"),
        "cause": next(iter(found["cause"]), ""),
        "most": reader.number(next(iter(found["refused_count"]), 0)),
    }
    case = "title" if len(found) else "title_none"
    return Chart(
        kind="bars",
        rows=found.head(MOST_REASONS),
        series=(Series("refused_count", reader.label("refused_count"), "soft"),),
        data=found,
        columns=REASONS,
        **reader.words("refusal_reasons", reader.say(f"refusal_reasons.{case}", **facts)),
    )


def silent_regions(reader: Reader) -> Table:
    """Regions whose data is old or missing, those with the most polling stations first."""
    reporting = reader.scoped("reporting")
    late = reporting[reporting["d_status"] != "green"].sort_values(
        ["tps_count", "age_hours"], ascending=False, kind="stable", ignore_index=True
    )
    facts = {
        "n": reader.number(len(late)),
        "total": reader.counted(len(reporting), "region"),
        "grey": reader.number((late["d_status"] == "grey").sum()),
        "tps": reader.number(late["tps_count"].sum()),
    }
    title = reader.say("table.silent_regions.title", **facts)
    return reader.table("silent_regions", late, SILENT, title=title)


def flags(reader: Reader) -> Table:
    """Figures that cannot be right: more usable than received, a total that fell."""
    alarms = reader.scoped("alarms")
    impossible = alarms[alarms["alarm_code"] == "IMPOSSIBLE"].reset_index(drop=True)
    title = reader.say("table.flags.title", n=reader.counted(len(impossible), "figure"))
    flagged = int((reader.scoped("reporting")["flag_count"] > 0).sum())
    note = reader.say("table.flags.note", regions=reader.counted(flagged, "region"))
    return reader.table("flags", impossible, FLAGS, title=title, note=note)


def deliveries(reader: Reader) -> Table:
    """Every file received, newest first, with what became of it."""
    received = reader.rows("deliveries")
    told = received.assign(
        feed_code=worded(reader.language, received["feed_code"], "quality.feed"),
        fingerprint=received["delivery_sha256"].str[:SHOWN_OF_SHA256],
        refusal=_sentences(reader, received["refusal_code"], received["refusal_facts_json"]),
    )
    facts = {
        "n": reader.counted(len(told), "file"),
        "loaded": reader.number(told["loaded_count"].sum()),
        "refused": reader.number(told["refused_count"].sum()),
    }
    title = reader.say("table.deliveries.title", **facts)
    return reader.table("deliveries", told, DELIVERIES, title=title)


def refused_rows(reader: Reader, *, delivery_sha256: str | None = None) -> Table:
    """Each refused cell with its line, its value and what to do about it."""
    refused = reader.rows("refused_rows", delivery_sha256)
    told = explained(reader.language, refused)
    facts = {
        "n": reader.counted(len(told), "cell"),
        "files": reader.counted(told["delivery_sha256"].nunique(), "file"),
    }
    title = reader.say("table.refused_rows.title", **facts)
    return reader.table("refused_rows", told, REFUSED, title=title)


def explained(language: str, refused: pd.DataFrame) -> pd.DataFrame:
    """Refused rows with `refusal`: what came, what was expected, what to do."""
    rows = zip(refused["reason_code"], refused["facts_json"], strict=True)
    return refused.assign(
        refusal=[_sentence(language, code, facts) for code, facts in rows],
        column_name=[reasons.header(language, name or "") for name in refused["column_name"]],
    )


def _sentences(reader: Reader, codes: pd.Series, facts: pd.Series) -> list[str | None]:
    pairs = zip(codes, facts, strict=True)
    return [_sentence(reader.language, code, told) for code, told in pairs]


def _sentence(language: str, code: Any, facts_json: Any) -> str | None:
    if is_missing(code):
        return None
    facts: Mapping[str, str | int] = {} if is_missing(facts_json) else json.loads(facts_json)
    return reasons.sentence(language, code, facts)


def _calendar_title(reader: Reader, newest: pd.Series, told: pd.DataFrame) -> str:
    late = int(newest.sum())
    if not late:
        return reader.say("silence_calendar.title_none")
    names = told.drop_duplicates("province_code").set_index("province_code")["province_name"]
    return reader.say(
        "silence_calendar.title",
        n=reader.counted(late, "region"),
        name=names[newest.idxmax()],
        most=reader.number(newest.max()),
    )
