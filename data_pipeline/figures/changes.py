"""What moved between two moments? Regions that got worse or better, and the stations behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.naming import worded
from data_pipeline.figures.reader import Reader
from data_pipeline.formats import OFFSETS, moment

WIB: Final = timedelta(hours=OFFSETS["WIB"])
MORNING: Final = timedelta(hours=7)
MOST_MOVERS: Final = 12
KINDS: Final = ("worse", "silent", "heard", "reason", "count", "better")
MOVED: Final = (
    "status_before",
    "status",
    "region_name",
    "province_name",
    "cause_before",
    "cause",
    "tps_not_ready_before",
    "tps_not_ready",
    "tps_change",
    "change_name",
    "region_code",
)
MOVERS: Final = ("mover", "tps_not_ready_before", "tps_not_ready", "tps_change")
SHOWN: Final = (
    "as_of",
    "status_before",
    "status",
    "region_name",
    "cause_before",
    "cause",
    "tps_not_ready",
    "board_version",
    "region_code",
)


def yesterday(moments: Sequence[datetime], later: datetime) -> datetime | None:
    """The last moment up to 07:00 in Jakarta of the day before `later`, else the oldest there is.

    None when nothing lies before `later`.
    """
    earlier = sorted(point for point in moments if point < later)
    midnight = datetime.combine((later + WIB).date(), datetime.min.time())
    morning = midnight - timedelta(days=1) + MORNING - WIB
    known = [point for point in earlier if point <= morning]
    return known[-1] if known else next(iter(earlier), None)


def tps_movers(
    reader: Reader, *, from_as_of: datetime | None = None, by: str = "province"
) -> Chart:
    """A bar a province (or cause): stations not ready now less those at the earlier moment."""
    every = _compared(reader, from_as_of)
    rows = every.dropna(subset=["tps_change"])
    moved = _by_cause(rows) if by == "cause" else _by_province(rows)
    moved = moved[moved["tps_change"] != 0].sort_values(
        "tps_change", key=abs, ascending=False, kind="stable", ignore_index=True
    )
    drawn = _with_rest(reader, moved)
    return Chart(
        kind="bars",
        rows=drawn.assign(**{NAME: drawn["mover"]}),
        series=(Series("tps_change", reader.label("tps_change")),),
        value_format="integer_signed",
        data=moved,
        columns=MOVERS,
        **reader.words(
            "tps_movers",
            _movers_title(reader, rows, moved),
            since=_since(reader, every),
            unknown=reader.counted(len(every) - len(rows), "region"),
            shown=reader.number(min(len(moved), MOST_MOVERS)),
            rows=reader.number(len(moved)),
        ),
    )


def moved_regions(reader: Reader, *, from_as_of: datetime | None = None, kind: str = "") -> Table:
    """Each region that moved, reason before and after; worse first, and the most stations."""
    rows = _compared(reader, from_as_of)
    counts = counted(rows)
    chosen = rows[rows["change_kind"] == kind] if kind else rows[rows["change_kind"] != "same"]
    facts = {name: reader.number(count) for name, count in counts.items()}
    return reader.table(
        "moved_regions",
        _worst_first(chosen),
        MOVED,
        title=reader.say("table.moved_regions.title", since=_since(reader, rows), **facts),
        empty=reader.say("table.moved_regions.empty", since=_since(reader, rows)),
    )


def shown_changes(reader: Reader) -> Table:
    """The log: every change of colour or reason that was ever shown, newest first."""
    told = reader.scoped("status_changes").rename(columns={"version": "board_version"})
    is_first = told["status_before"].isna()
    changes = _with_causes(reader, told[~is_first].reset_index(drop=True))
    title = reader.say("table.shown_changes.title", n=reader.number(len(changes)))
    first = reader.counted(is_first.sum(), "region")
    note = reader.say("table.shown_changes.note", first=first) if is_first.any() else ""
    return reader.table("shown_changes", changes, SHOWN, title=title, note=note)


def counted(rows: pd.DataFrame) -> dict[str, int]:
    """How many regions moved in each way."""
    counts = rows["change_kind"].value_counts()
    return {kind: int(counts.get(kind, 0)) for kind in KINDS}


def _compared(reader: Reader, from_as_of: datetime | None) -> pd.DataFrame:
    """Every region at both moments, with words for its causes and its change."""
    before = from_as_of or _default(reader)
    # No board has a moment so early: the answer is empty, with all its columns.
    rows = reader.scoped("changes", before or datetime(1, 1, 1))
    names = worded(reader.language, rows["change_kind"], "figures.changes.kind")
    # Silence is not zero: a region that fell silent has no change that is known.
    change = _whole(rows["tps_not_ready"]) - _whole(rows["tps_not_ready_before"])
    return _with_causes(reader, rows.assign(change_name=names, tps_change=change))


def _default(reader: Reader) -> datetime | None:
    points = [point.to_pydatetime() for point in reader.ask("as_of_points")["as_of"]]
    later = reader.scope.as_of or max(points, default=None)
    return None if later is None else yesterday(points, later)


def _with_causes(reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """The reasons of both moments by their short names."""
    causes = reader.rows("causes")
    names = dict(zip(causes["cause_code"], causes["name"], strict=True))
    names |= {
        "none": reader.say("changes.no_cause"),
        "H.confirming": reader.cell("H", "deciding_gate"),
    }
    return rows.assign(
        cause_before=_named(rows["reason_code_before"], names),
        cause=_named(rows["reason_code"], names),
    )


def _named(codes: pd.Series, names: dict[str, str]) -> list[str | None]:
    return [names.get(code, code) if isinstance(code, str) else None for code in codes]


def _by_province(rows: pd.DataFrame) -> pd.DataFrame:
    by_name = rows.groupby("province_name", sort=False)
    sums = by_name[["tps_not_ready_before", "tps_not_ready"]].sum()
    return _changed(sums.assign(province_code=by_name["province_code"].first()))


def _by_cause(rows: pd.DataFrame) -> pd.DataFrame:
    """A region's stations stand under its cause then and under its cause now."""
    before = rows.groupby("cause_before")["tps_not_ready_before"].sum()
    after = rows.groupby("cause")["tps_not_ready"].sum()
    return _changed(
        pd.DataFrame({"tps_not_ready_before": before, "tps_not_ready": after}).fillna(0.0)
    )


def _changed(sums: pd.DataFrame) -> pd.DataFrame:
    change = _whole(sums["tps_not_ready"]) - _whole(sums["tps_not_ready_before"])
    return sums.assign(tps_change=change).rename_axis("mover").reset_index()


def _whole(stations: pd.Series) -> pd.Series:
    """Rounded up as every page shows them, so that a change is the difference of what is read."""
    return np.ceil(stations.round(6))


def _with_rest(reader: Reader, moved: pd.DataFrame) -> pd.DataFrame:
    """The largest movers, growth first, and the sum of all others as one row."""
    largest, rest = moved.head(MOST_MOVERS), moved.iloc[MOST_MOVERS:]
    ordered = largest.sort_values("tps_change", ascending=False, kind="stable")
    if rest.empty:
        return ordered.reset_index(drop=True)
    numbers = rest.sum(numeric_only=True)
    others = reader.say("tps_movers.others", n=reader.number(len(rest)))
    return pd.concat([ordered, pd.DataFrame([{"mover": others, **numbers}])], ignore_index=True)


def _worst_first(rows: pd.DataFrame) -> pd.DataFrame:
    order = {kind: place for place, kind in enumerate(KINDS)}
    ranked = rows.assign(rank=rows["change_kind"].map(order), size=rows["tps_change"].abs())
    by = ["rank", "status_rank", "size"]
    found = ranked.sort_values(by, ascending=[True, False, False], kind="stable", ignore_index=True)
    return found.drop(columns=["rank", "size"])


def _movers_title(reader: Reader, rows: pd.DataFrame, moved: pd.DataFrame) -> str:
    before, after = rows["tps_not_ready_before"].sum(), rows["tps_not_ready"].sum()
    case = "none" if rows.empty else "same" if moved.empty else "up" if after > before else "down"
    is_up = case == "up"
    furthest = moved.sort_values("tps_change", ascending=not is_up, kind="stable")
    facts = {
        "before": reader.cell(before, "tps_not_ready"),
        "after": reader.cell(after, "tps_not_ready"),
        "name": next(iter(furthest["mover"]), ""),
        "change": reader.cell(next(iter(furthest["tps_change"]), None), "tps_change"),
    }
    return reader.say(f"tps_movers.title_{case}", **facts)


def _since(reader: Reader, rows: pd.DataFrame) -> str:
    """'7 Jan 2024 07.00 WIB': the earlier of the two moments."""
    if rows.empty:
        return reader.say("changes.nothing_earlier")
    return moment(reader.language, rows["as_of_before"].iloc[0])
