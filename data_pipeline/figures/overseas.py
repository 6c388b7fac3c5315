"""Are the posts abroad ready? Each committee (PPLN), and countries by their worst posts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Table
from data_pipeline.figures.reader import Reader
from data_pipeline.figures.situation import COUNTS, by_colour
from data_pipeline.house import ORDER

COUNTRIES: Final = ("country", *COUNTS.values(), "unit_count", "tps_not_ready", "tps_count")
POSTS: Final = (
    "status",
    "region_name",
    "country",
    "decide_by",
    "reason",
    "tps_count",
    "tps_not_ready",
    "age_hours",
    "region_code",
)
MOST_ROWS: Final = 25


def countries(reader: Reader) -> Chart:
    """A row a country with how many of its posts have each colour, worst first."""
    posts = _posts(reader)
    counted = posts.assign(**{column: posts["status"] == kind for kind, column in COUNTS.items()})
    found = (
        counted.groupby("country", sort=False)
        .agg(
            **{column: (column, "sum") for column in COUNTS.values()},
            unit_count=("region_code", "size"),
            tps_not_ready=("tps_not_ready", "sum"),
            tps_count=("tps_count", "sum"),
        )
        .reset_index()
        .sort_values(
            ["red_units", "grey_units", "amber_units", "tps_count"],
            ascending=False,
            kind="stable",
            ignore_index=True,
        )
    )
    return Chart(
        kind="stacked",
        rows=found.head(MOST_ROWS).assign(**{NAME: found["country"]}),
        series=by_colour(reader),
        data=found,
        columns=COUNTRIES,
        **reader.words(
            "overseas_countries",
            _title(reader, posts),
            shown=reader.number(min(len(found), MOST_ROWS)),
            rows=reader.number(len(found)),
        ),
    )


def posts(reader: Reader) -> Table:
    """Every post in scope, the worst first."""
    found = _posts(reader)
    return reader.table("overseas_posts", found, POSTS, title=_title(reader, found))


def _posts(reader: Reader) -> pd.DataFrame:
    regions = reader.scoped("region_status")
    countries_of = reader.ask("regions").set_index("region_code")["country"]
    found = regions[regions["region_level"] == "post"].reset_index(drop=True)
    return found.assign(country=found["region_code"].map(countries_of))


def _title(reader: Reader, posts: pd.DataFrame) -> str:
    if posts.empty:
        return reader.say("overseas.title_none")
    counts = {kind: reader.number((posts["status"] == kind).sum()) for kind in ORDER}
    total = reader.counted(len(posts), "post")
    where = reader.counted(posts["country"].nunique(), "country")
    return reader.say("overseas.title", total=total, countries=where, **counts)
