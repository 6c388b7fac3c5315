"""Are the posts abroad ready? Each committee (PPLN), and countries by their worst posts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data_pipeline.figures.chart import NAME, Chart, Mark, Series, Table
from data_pipeline.figures.naming import worded
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
POUCHES: Final = (
    "status",
    "region_name",
    "country",
    "leave_by",
    "pouches_underway",
    "next_pouch_at",
    "have_pcs",
    "need_pcs",
    "short_pcs",
    "mail_from_on",
    "tps_count",
    "region_code",
)
CURVE: Final = ("as_of", "mailed_posts", "expected_posts", "unit_count")
MAIL: Final = (
    "status",
    "region_name",
    "country",
    "mail_name",
    "first_mailed_on",
    "early_pcs",
    "in_window_pcs",
    "late_pcs",
    "announced_pcs",
    "region_code",
)
CLOSED: Final = ("post_city", "country", "closed_because", "served_by", "citation")
LEAD_IN: Final = pd.Timedelta(days=7)
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


def pouches(reader: Reader) -> Table:
    """Which posts still wait for a diplomatic pouch, the one that must leave first on top."""
    found = reader.scoped("overseas")
    waiting = found[
        (found["pouches_underway"] > 0) | (found["short_pcs"] > 0) | found["delay_days"].gt(0)
    ]
    leave_by = waiting["decide_by"].fillna(waiting["mail_from_on"])
    ordered = (
        waiting.assign(leave_by=leave_by)
        .sort_values(
            ["leave_by", "status_rank", "tps_count"], ascending=[True, False, False], kind="stable"
        )
        .reset_index(drop=True)
    )
    facts = {"n": reader.counted(len(ordered), "post"), "total": reader.number(len(found))}
    return reader.table(
        "pouches",
        ordered,
        POUCHES,
        title=reader.say("table.pouches.title", **facts),
        empty=reader.say("table.pouches.empty", **facts) if len(found) else "",
    )


def mail_curve(reader: Reader) -> Chart:
    """How many posts had mailed to their voters by each day, against the days allowed."""
    posts = reader.scoped("overseas_mail")
    days = _days(reader, posts)
    return Chart(
        kind="curves",
        across="as_of",
        rows=days,
        series=(
            Series("expected_posts", reader.label("expected_posts"), "soft", "dashed"),
            Series("mailed_posts", reader.label("mailed_posts"), "ink"),
        ),
        marks=_window(reader, posts),
        voting_on=reader.ask("meta")["voting_on"].iloc[0],
        data=days,
        columns=CURVE,
        **reader.words("mail_curve", _mail_title(reader, posts)),
    )


def mail(reader: Reader, *, state: str = "") -> Table:
    """Each post with what it has mailed: too early first, then not yet, then in the window."""
    posts = reader.scoped("overseas_mail")
    chosen = posts[posts["mail_state"] == state].reset_index(drop=True) if state else posts
    states = worded(reader.language, chosen["mail_state"], "figures.overseas.mail_state")
    return reader.table(
        "overseas_mail", chosen.assign(mail_name=states), MAIL, title=_mail_title(reader, posts)
    )


def closed(reader: Reader) -> Table:
    """Missions without a committee of their own, and the post that serves their voters."""
    found = reader.rows("closed_posts")
    served = found["region_name"].fillna(reader.say("overseas.served.unnamed"))
    told = found.rename(columns={"city": "post_city", "source": "citation"}).drop(
        columns="region_code"
    )
    reasons = worded(
        reader.language, found["reason"].str.replace(" ", "_"), "figures.overseas.closed_because"
    )
    title = reader.say(
        "table.closed_posts.title",
        cities=", ".join(found["city"]),
        unnamed=reader.number(found["region_name"].isna().sum()),
    )
    return reader.table(
        "closed_posts", told.assign(served_by=served, closed_because=reasons), CLOSED, title=title
    )


def _days(reader: Reader, posts: pd.DataFrame) -> pd.DataFrame:
    """A row a day, from a week before the window (or the first mail) to the moment looked at."""
    if posts.empty:
        return pd.DataFrame(columns=list(CURVE))
    opens = pd.Timestamp(posts["mail_from_on"].iloc[0])
    now = pd.Timestamp(reader.scope.as_of or reader.ask("meta")["as_of"].iloc[0])
    known = posts["first_mailed_at"].dropna()
    first = min([opens - LEAD_IN, now, *known.dt.normalize()])
    ends = [*pd.date_range(first.normalize(), now, freq="D"), now]
    mailed = [int((known <= end).sum()) for end in ends]
    expected = int((posts["mail_state"] != "none").sum())
    return pd.DataFrame(
        {
            "as_of": ends,
            "mailed_posts": mailed,
            "expected_posts": expected,
            "unit_count": len(posts),
        }
    ).drop_duplicates("as_of", ignore_index=True)


def _window(reader: Reader, posts: pd.DataFrame) -> tuple[Mark, ...]:
    """The first and the last day on which mail may leave, and now."""
    if posts.empty:
        return ()
    now = reader.scope.as_of or reader.ask("meta")["as_of"].iloc[0].to_pydatetime()
    return (
        Mark(posts["mail_from_on"].iloc[0], reader.say("mail_curve.opens")),
        Mark(now, reader.say("today")),
        Mark(posts["mail_until_on"].iloc[0], reader.say("mail_curve.closes")),
    )


def _mail_title(reader: Reader, posts: pd.DataFrame) -> str:
    counts = posts["mail_state"].value_counts()
    states = ("early", "in_window", "late", "announced", "none")
    facts = {state: reader.number(int(counts.get(state, 0))) for state in states}
    if posts.empty:
        return reader.say("overseas.title_none")
    case = "title_late" if counts.get("late", 0) else "title"
    return reader.say(f"mail_curve.{case}", total=reader.counted(len(posts), "post"), **facts)
