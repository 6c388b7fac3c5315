"""Do the simulated files say what KPU published of the progress in November 2023?"""

from __future__ import annotations

import pytest

from data_pipeline.demo import calibration, history
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.world import table
from tests.demo.conftest import Read

TOLERANCE = 0.02
PUBLISHED = [
    ("2023-11-08", "received_pcs", "kotak_suara", 0.62),
    ("2023-11-08", "received_pcs", "tinta", 0.73),
    ("2023-11-08", "received_pcs", "bilik", 0.74),
    ("2023-11-08", "received_pcs", "segel", 0.56),
    ("2023-11-08", "received_pcs", "kabel_ties", 0.45),
    ("2023-11-28", "produced_pcs", "*", 0.984),
    ("2023-11-28", "shipped_pcs", "*", 0.934),
    ("2023-11-28", "received_pcs", "*", 0.90),
    ("2024-01-04", "received_pcs", "*", 1.0),
]


@pytest.fixture(scope="module")
def shares(pemilu: Campaign) -> dict[tuple[str, str, str], float]:
    """Share of the national need in the file of each published day, by day, column and item."""
    units = pemilu.world.units
    first = units[units["phase"] == 1].groupby("item_code")["need_pcs"].sum()
    found = {}
    for day in calibration.published(pemilu.world)["day"].unique():
        on = f"{pemilu.world.timetable.moment(day):%Y-%m-%d}"
        told = pemilu.stock_until(day).groupby("item_code").sum(numeric_only=True)
        for column in ("produced_pcs", "shipped_pcs", "received_pcs"):
            for item, need in first.items():
                found[on, column, str(item)] = min(told.at[item, column] / need, 1.0)
    return found


@pytest.mark.parametrize(("on", "column", "item", "ratio"), PUBLISHED)
def test_the_published_share_is_met(
    shares: dict[tuple[str, str, str], float], on: str, column: str, item: str, ratio: float
) -> None:
    items = {i for d, c, i in shares if d == on and c == column} if item == "*" else {item}
    for each in items:
        assert shares[on, column, each] == pytest.approx(ratio, abs=TOLERANCE), each


def test_the_table_and_this_test_hold_the_same_points() -> None:
    points = table("published_curve")
    told = zip(points["on"], points["measure"], points["item_code"], points["ratio"], strict=True)
    rows = [(on, f"{measure}_pcs", item, float(ratio)) for on, measure, item, ratio in told]
    assert rows == PUBLISHED


def test_a_file_of_a_published_day_is_written_and_read(pemilu: Campaign, read: Read) -> None:
    day = float(calibration.published(pemilu.world)["day"].iloc[0])
    assert day in history.moments(pemilu.world, -37.0)
    file = next(history.deliveries(pemilu, [day])).files[0]
    rows = read(file, "pemilu_2024").rows.to_pandas()
    need = pemilu.world.units.groupby("item_code")["need_pcs"].sum()["kotak_suara"]
    boxes = rows[rows["item_code"] == "kotak_suara"]["received_pcs"].sum()
    assert boxes / need == pytest.approx(0.62, abs=TOLERANCE)
