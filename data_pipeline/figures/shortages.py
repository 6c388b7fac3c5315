"""Which item is short where, what is the gap made of, and does the voter list change the need?"""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Series, Table, Tone
from data_pipeline.figures.naming import labelled, shortened, with_dapil
from data_pipeline.figures.reader import Reader

PARTS: Final[tuple[tuple[str, Tone, bool], ...]] = (
    ("usable_pcs", "green", False),
    ("in_transit_in_time_pcs", "green", True),
    ("in_transit_late_pcs", "amber", False),
    ("damaged_pcs", "grey", False),
    ("missing_pcs", "red", False),
)
LISTED: Final = (
    "status",
    "region_name",
    "unit_name",
    "short_pcs",
    "coverage_ratio",
    "tps_not_ready",
    "decide_by",
    "age_hours",
    "need_pcs",
    "usable_pcs",
    "in_transit_in_time_pcs",
    "in_transit_late_pcs",
    "damaged_pcs",
    "missing_pcs",
    "open_order_pcs",
    "short_packs",
    "lead_time_days",
    "reported_at",
    "province_name",
    "region_code",
    "item_code",
    "dapil_code",
)
MATRIX: Final = (
    "province_name",
    "item_name",
    "need_pcs",
    "short_pcs",
    "short_ratio",
    "worst_short_ratio",
    "short_regions",
    "silent_regions",
    "region_count",
)
NEED_DIFF: Final = (
    "region_name",
    "province_name",
    "item_name",
    "need_before_pcs",
    "need_after_pcs",
    "change_pcs",
    "region_code",
)
LONGEST: Final = 12
MOST_ROWS: Final = 30

Unit = tuple[str, str, str]


def make_up(reader: Reader, *, item_codes: tuple[str, ...] = (), unit: Unit | None = None) -> Chart:
    """Each need as usable, on the way in time, late, damaged and missing; the need is 100 %.

    Drawn as shares of the need, so that 4,000 boxes are seen beside a million ballots; the
    pieces stand in `data`. `unit` = (region, item, electoral district): only that one.
    """
    short = _short(reader, item_codes, unit)
    shown = short.head(LONGEST)
    shares = shown[[*(part for part, _, _ in PARTS), "need_pcs"]].div(shown["need_pcs"], axis=0)
    places = labelled(shown["region_name"], shown["unit_name"])
    return Chart(
        kind="stacked",
        rows=shares.assign(**{NAME: places}),
        series=tuple(
            Series(column, reader.label(column), tone, is_faint=is_faint)
            for column, tone, is_faint in PARTS
        ),
        tick=Series("need_pcs", reader.label("need_pcs")),
        value_format="ratio",
        data=short,
        columns=LISTED,
        **reader.words(
            "shortage_make_up",
            _make_up_title(reader, short),
            shown=reader.number(len(shown)),
            rows=reader.number(len(short)),
        ),
    )


def by_province(reader: Reader) -> Chart:
    """Province by item: the short ratio of the worst region; ◌ where no region has reported.

    The province with the worst region stands on top; provinces where nothing is short and nobody
    is silent are left out.
    """
    matrix = reader.scoped("shortage_matrix")
    silent = matrix["silent_regions"] == matrix["region_count"]
    told = matrix.assign(is_silent=silent, **{NAME: matrix["province_name"]})
    by_place = told.groupby("province_code")
    told["worst"] = by_place["worst_short_ratio"].transform("max").fillna(0.0)
    kept = told[(told["worst"] > 0) | by_place["is_silent"].transform("any")]
    return Chart(
        kind="heatmap",
        across="item_name",
        rows=kept.sort_values(["worst", "province_code"], ascending=[False, True], kind="stable"),
        series=(Series("worst_short_ratio", reader.label("worst_short_ratio"), "red"),),
        value_format="ratio",
        data=matrix,
        columns=MATRIX,
        **reader.words(
            "shortage_by_province",
            _matrix_title(reader, "shortage_by_province", told, "province"),
        ),
    )


def by_region(reader: Reader, *, item_codes: tuple[str, ...] = ()) -> Chart:
    """Region by item: the short ratio of the worst electoral district, the worst region on top."""
    short = _short(reader, item_codes, None)
    worst = short.sort_values("short_ratio", ascending=False, kind="stable")
    cells = worst.drop_duplicates(["region_code", "item_code"])
    places = cells["region_code"].unique()[:MOST_ROWS]
    kept = cells[cells["region_code"].isin(places)]
    return Chart(
        kind="heatmap",
        across="item_name",
        rows=kept.assign(is_silent=False, **{NAME: shortened(kept["region_name"])}),
        series=(Series("short_ratio", reader.label("short_ratio"), "red"),),
        value_format="ratio",
        data=short,
        columns=("short_ratio", *LISTED),
        **reader.words(
            "shortage_by_region",
            _matrix_title(reader, "shortage_by_region", cells, "region"),
            silent=reader.counted(_never_reported(reader), "region"),
            shown=reader.number(len(places)),
            rows=reader.number(cells["region_code"].nunique()),
        ),
    )


def listed(reader: Reader, *, item_codes: tuple[str, ...] = ()) -> Table:
    """What is short, the most polling stations not ready first."""
    short = _short(reader, item_codes, None)
    title = _short_title(reader, short)
    return reader.table("shortages", short, LISTED, title=title, empty=title)


def need_diff(reader: Reader, *, from_list: str = "", to_list: str = "") -> Table:
    """How the need changes from one voter list to another; from the first to the current one."""
    lists = reader.rows("voter_lists")
    names = dict(zip(lists["voter_list_code"], lists["voter_list_name"], strict=True))
    before, after = (
        from_list or lists["voter_list_code"].iloc[0],
        to_list or lists["voter_list_code"].iloc[-1],
    )
    changes = reader.rows("need_diff", before, after)
    if reader.scope.province_codes:
        changes = changes[changes["province_code"].isin(reader.scope.province_codes)]
    facts = {"before": names[before], "after": names[after]}
    regions = reader.counted(changes["region_code"].nunique(), "region")
    return reader.table(
        "need_diff",
        changes,
        NEED_DIFF,
        title=reader.say("table.need_diff.title", n=regions),
        note=reader.say("table.need_diff.note", **facts),
    )


def _short(reader: Reader, item_codes: tuple[str, ...], unit: Unit | None) -> pd.DataFrame:
    short = with_dapil(reader.scoped("shortages"))
    if item_codes:
        short = short[short["item_code"].isin(item_codes)]
    if unit:
        keys = short[["region_code", "item_code", "dapil_code"]]
        short = short[(keys == list(unit)).all(axis=1)]
    return short.reset_index(drop=True)


def _never_reported(reader: Reader) -> int:
    return int(reader.scoped("reporting")["reported_at"].isna().sum())


def _short_title(reader: Reader, short: pd.DataFrame) -> str:
    """'31 wilayah kekurangan barang; akibat terbesar di Kab. Asmat: …', or what is not known."""
    if short.empty:
        return _none_title(reader)
    worst = short.iloc[0]
    return reader.say(
        "shortage.title",
        n=reader.counted(short["region_code"].nunique(), "region"),
        name=worst["region_name"],
        item=worst["unit_name"],
        ratio=reader.ratio(worst["short_ratio"]),
    )


def _make_up_title(reader: Reader, short: pd.DataFrame) -> str:
    """What most of each gap is: missing altogether, too late on the way, or damaged."""
    if short.empty:
        return _none_title(reader)
    if len(short) == 1:
        only = short.iloc[0]
        counts = {name: reader.number(only[f"{name}_pcs"]) for name in ("short", "need")}
        place = {"name": only["region_name"], "item": only["unit_name"]}
        return reader.say("shortage_make_up.title_one", **place, **counts)
    gaps = short[["missing_pcs", "in_transit_late_pcs", "damaged_pcs"]].fillna(0)
    largest = gaps.idxmax(axis=1).value_counts()
    counts = {name.removesuffix("_pcs"): reader.number(largest.get(name, 0)) for name in gaps}
    total = reader.counted(len(short), "shortage")
    return reader.say("shortage_make_up.title", total=total, **counts)


def _matrix_title(reader: Reader, code: str, told: pd.DataFrame, level: str) -> str:
    short = told[told["short_ratio"] > 0]
    if short.empty:
        return _none_title(reader)
    value = "worst_short_ratio" if "worst_short_ratio" in short else "short_ratio"
    worst = short.loc[short[value].idxmax()]
    return reader.say(
        f"{code}.title",
        n=reader.counted(short[f"{level}_code"].nunique(), level),
        items=reader.counted(short["item_code"].nunique(), "item"),
        name=worst[f"{level}_name"],
        item=worst["item_name"],
        ratio=reader.ratio(worst[value]),
    )


def _none_title(reader: Reader) -> str:
    """Nothing is short, as far as is known: silence does not count as enough."""
    silent = _never_reported(reader)
    case = "unknown" if silent else "none"
    return reader.say(f"shortage.{case}", silent=reader.counted(silent, "region"))
