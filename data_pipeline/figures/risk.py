"""Why is it red, is the cause common, how grave is it, and who could help?"""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Series, Table
from data_pipeline.figures.naming import with_dapil
from data_pipeline.figures.reader import Reader
from data_pipeline.figures.register import entries

GATES: Final = "JWMSD"
GRAVE_FROM: Final = 15
MATRIX: Final = (
    "province_name",
    "deciding_gate",
    "red_units",
    "amber_units",
    "grey_units",
    "green_units",
    "unit_count",
)
CAUSES: Final = (
    "cause_name",
    "deciding_gate",
    "tps_not_ready",
    "region_count",
    "entry_count",
    "red_entries",
    "unanswered_entries",
    "open_hours",
)
GRID: Final = ("likelihood_name", "impact_name", "entry_count", "red_entries")
PAIRS: Final = (
    "status",
    "region_name",
    "unit_name",
    "short_pcs",
    "giver_region_name",
    "surplus_pcs",
    "movable_pcs",
    "tps_not_ready",
)


def gate_matrix(reader: Reader) -> Chart:
    """Province by gate: how many regions are red; ◌ where none is red and some are silent."""
    counts = reader.scoped("gate_matrix")
    told = counts.assign(
        deciding_gate=counts["gate_code"],
        gate_name=[reader.cell(code, "deciding_gate") for code in counts["gate_code"]],
        is_silent=(counts["red_units"] == 0) & (counts["grey_units"] > 0),
        **{NAME: counts["province_name"]},
    )
    troubled = told.groupby("province_code")["green_units"].transform("sum") < told.groupby(
        "province_code"
    )["unit_count"].transform("sum")
    return Chart(
        kind="heatmap",
        across="gate_name",
        rows=told[troubled],
        series=(Series("red_units", reader.label("red_units"), "red"),),
        data=told,
        columns=MATRIX,
        **reader.words("gate_matrix", _matrix_title(reader, told)),
    )


def causes(reader: Reader) -> Chart:
    """Stations held back by each cause, most first: is it one cause or many?"""
    found = reader.scoped("risk_causes")
    told = found.assign(deciding_gate=found["gate_code"])
    held = told[told["tps_not_ready"] > 0]
    facts = {
        "cause": next(iter(held["cause_name"]), ""),
        "tps": reader.cell(next(iter(held["tps_not_ready"]), 0.0), "tps_not_ready"),
    }
    case = "title" if len(held) else "title_none"
    return Chart(
        kind="bars",
        rows=held.assign(**{NAME: held["cause_name"]}),
        series=(Series("tps_not_ready", reader.label("tps_not_ready")),),
        value_format="integer_up",
        data=told,
        columns=CAUSES,
        **reader.words("risk_causes", reader.say(f"risk_causes.{case}", **facts)),
    )


def grid(reader: Reader) -> Chart:
    """Likelihood by impact, all 25 cells, the likeliest on top: how many entries are in each."""
    found = entries(reader)
    scale = reader.rows("risk_scale")
    likely, grave = (
        scale.loc[scale["scale_code"] == code, ["level", "name"]]
        for code in ("likelihood", "impact")
    )
    cells = likely.iloc[::-1].merge(grave, how="cross", suffixes=("_likelihood", "_impact"))
    cells = cells.rename(
        columns={"level_likelihood": "likelihood_level", "level_impact": "impact_level"}
    )
    cells["likelihood_name"] = _level(cells["likelihood_level"], cells["name_likelihood"])
    cells["impact_name"] = _level(cells["impact_level"], cells["name_impact"])
    levels = ["likelihood_level", "impact_level"]
    counts = (
        found.assign(is_red=found["status"] == "red")
        .groupby(levels)
        .agg(entry_count=("region_code", "size"), red_entries=("is_red", "sum"))
        .reset_index()
    )
    told = cells.merge(counts, on=levels, how="left").fillna({"entry_count": 0, "red_entries": 0})
    told = told.astype({"entry_count": int, "red_entries": int}).assign(
        is_silent=False, **{NAME: told["likelihood_name"]}
    )
    return Chart(
        kind="heatmap",
        across="impact_name",
        rows=told,
        series=(Series("entry_count", reader.label("entry_count"), "red"),),
        data=told,
        columns=GRID,
        **reader.words("risk_grid", _grid_title(reader, found)),
    )


def surplus_pairs(reader: Reader) -> Table:
    """Who is short and which neighbour has more than it needs, most stations first."""
    pairs = with_dapil(reader.scoped("surplus_pairs"))
    needs = ["region_code", "item_code", "dapil_code"]
    in_full = pairs[pairs["movable_pcs"] >= pairs["short_pcs"]].drop_duplicates(needs)
    facts = {
        "n": reader.counted(len(pairs.drop_duplicates(needs)), "shortage"),
        "full": reader.number(len(in_full)),
    }
    return reader.table(
        "surplus_pairs",
        pairs,
        PAIRS,
        title=reader.say("table.surplus_pairs.title", **facts),
        note=reader.say("table.surplus_pairs.note"),
    )


def _level(levels: pd.Series, names: pd.Series) -> pd.Series:
    """'5 · hampir pasti': the level and its name, without what it follows from."""
    return levels.astype(str) + " · " + names.str.partition(":")[0]


def _matrix_title(reader: Reader, told: pd.DataFrame) -> str:
    reds = told.groupby("gate_code", sort=False)["red_units"].sum()
    if not reds.max() > 0:
        silent = int((reader.scoped("reporting")["reported_at"].isna()).sum())
        if silent:
            n = reader.counted(silent, "region")
            return reader.say("gate_matrix.title_silent", n=n)
        return reader.say("gate_matrix.title_none")
    weakest = str(reds.idxmax())
    of_gate = told[told["gate_code"] == weakest]
    worst = of_gate.loc[of_gate["red_units"].idxmax()]
    return reader.say(
        "gate_matrix.title",
        gate=reader.cell(weakest, "deciding_gate"),
        n=reader.counted(int(reds.max()), "region"),
        name=worst["province_name"],
    )


def _grid_title(reader: Reader, found: pd.DataFrame) -> str:
    if found.empty:
        return reader.say("risk_grid.title_none")
    grave = int((found["risk_score"] >= GRAVE_FROM).sum())
    total = reader.counted(len(found), "entry")
    return reader.say("risk_grid.title", n=reader.number(grave), total=total)
