"""Does the simulated world obey the laws of counting, and the rates it claims?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from data_pipeline.demo.campaign import Campaign

KEY = ["region_code", "item_code", "dapil_code"]
CUMULATIVE = [
    "produced_pcs",
    "shipped_pcs",
    "received_pcs",
    "sorted_pcs",
    "folded_pcs",
    "packed_pcs",
]
CUMULATIVE += ["at_kecamatan_pcs", "at_tps_pcs", "replaced_pcs"]
DAYS = [-98.0, -78.0, -50.0, -37.0, -25.0, -8.0, -2.5, -0.5]


@pytest.fixture(scope="module")
def history(pemilu: Campaign) -> list[pd.DataFrame]:
    return [pemilu.stock_until(day).set_index(KEY) for day in DAYS]


@pytest.fixture(scope="module")
def contradictory(pemilu: Campaign) -> set[str]:
    """Regions where a contradiction was planted."""
    odd = {"falls", "over", "corrected"}
    return {incident.region_code for incident in pemilu.incidents if incident.found in odd}


def test_stages_follow_one_another(history: list[pd.DataFrame], contradictory: set[str]) -> None:
    for told in history:
        sound = told[~told.index.get_level_values("region_code").isin(contradictory)]
        for earlier, later in [
            ("ordered", "produced"),
            ("produced", "shipped"),
            ("shipped", "received"),
        ]:
            assert (sound[f"{later}_pcs"] <= sound[f"{earlier}_pcs"]).all(), later
        for earlier, later in [
            ("received", "sorted"),
            ("sorted", "folded"),
            ("at_kecamatan", "at_tps"),
        ]:
            gap = sound[f"{earlier}_pcs"] - sound[f"{later}_pcs"]
            assert (gap.dropna() >= 0).all(), later


def test_counts_never_fall(history: list[pd.DataFrame], contradictory: set[str]) -> None:
    for before, after in pairwise(history):
        joined = before[CUMULATIVE].join(after[CUMULATIVE].add_suffix("_after"), how="inner")
        joined = joined[~joined.index.get_level_values("region_code").isin(contradictory)]
        for name in CUMULATIVE:
            assert not (joined[f"{name}_after"] < joined[name]).any(), name


def test_every_received_piece_is_good_or_damaged(history: list[pd.DataFrame]) -> None:
    for told in history:
        counted = told["usable_pcs"] + told["damaged_pcs"]
        assert (
            counted.dropna() == (told["received_pcs"] + told["replaced_pcs"])[counted.notna()]
        ).all()


def test_damage_of_ballots_is_the_national_rate(pemilu: Campaign) -> None:
    told = pemilu.stock_until(-8.0)
    ballots = told[told["item_code"].str.startswith("ss_") & told["sorted_pcs"].notna()]
    assert ballots["damaged_pcs"].sum() / ballots["sorted_pcs"].sum() == pytest.approx(
        0.0012, abs=0.0001
    )


def test_most_stations_are_ready_on_the_eve_but_not_all(pemilu: Campaign) -> None:
    told = pemilu.stock_until(-0.3)
    boxes = told[told["item_code"] == "kotak_suara"]
    share = (
        boxes["at_tps_pcs"].sum()
        / pemilu.world.units.query("item_code == 'kotak_suara'")["need_pcs"].sum()
    )
    assert 0.97 < share < 0.999


def test_the_board_of_the_demo_day_has_silent_regions(pemilu: Campaign) -> None:
    age = -37.0 - pemilu.reports.last(-37.0)
    assert np.isnan(age).sum() == 4
    assert 5 <= np.nansum(age > 14) <= 30


def test_shipments_tell_what_the_stock_counts(pemilu: Campaign) -> None:
    """A region that has just reported counts what its consignments brought, faults aside."""
    day = -37.0
    shipments = pemilu.shipments_between(-np.inf, day)
    came = shipments[
        (shipments["shipment_status"] == "received")
        & shipments["shipment_code"].str.startswith("SJ-")
    ]
    brought = came["quantity_pcs"].astype(int).groupby([came["item_code"]]).sum()
    counted = pemilu.stock_until(day).groupby("item_code")["received_pcs"].sum()
    assert (counted[brought.index] / brought).between(0.97, 1.001).all()
