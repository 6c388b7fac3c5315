"""Does the need formula reproduce the totals KPU published?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from data_pipeline import needs, seeds
from data_pipeline.settings import SQL_DIR

TWO_PERCENT = Decimal("0.02")
PILKADA_RATE = Decimal("0.025")

# gorontalo.wahananews: every ballot printed for the province's two contests, PSU stock included
GORONTALO_PRINTED = 1_828_320
GORONTALO_VOTERS, GORONTALO_TPS, GORONTALO_PSU = 884_080, 2_016, 2_000 + 6 * 2_000


def election(election_code: str) -> DuckDBPyConnection:
    connection = duckdb.connect()
    seeds.load(connection, election_code)
    for name in ("core_need", "core_psu_reserve"):
        select = (SQL_DIR / "core" / f"{name}.sql").read_text(encoding="utf-8")
        connection.execute(f"create table {name} as {select}")
    return connection


@pytest.fixture(scope="module")
def pemilu() -> Iterator[DuckDBPyConnection]:
    with election("pemilu_2024") as connection:
        yield connection


@pytest.fixture(scope="module")
def pilkada() -> Iterator[DuckDBPyConnection]:
    with election("pilkada_2024") as connection:
        yield connection


def need(
    connection: DuckDBPyConnection,
    item_code: str,
    province_code: str | None = None,
    voter_list_code: str | None = None,
) -> int:
    """Pieces of one item in the country or a province, for the current list unless named."""
    row: tuple[Any, ...] = connection.execute(
        """
        select coalesce(sum(need_pcs), 0)
        from core_need
        join seed_voter_lists using (voter_list_code)
        join seed_regions using (region_code)
        where item_code = $item_code
          and coalesce(voter_list_code = $voter_list_code, is_current)
          and ($province_code is null or province_code = $province_code)
        """,
        {
            "item_code": item_code,
            "province_code": province_code,
            "voter_list_code": voter_list_code,
        },
    ).fetchall()[0]
    return int(row[0])


# --- goods by station and district: exact ------------------------------------------------------


@pytest.mark.parametrize(
    ("item_code", "published"),
    [
        ("kotak_suara", 4_084_593),  # published 4,084,590: rounded to tens
        ("bilik", 3_280_644),
        ("tinta", 1_640_322),
        ("abtn", 1_640_322),
        ("dct", 820_161),
    ],
)
def test_pemilu_national_totals(pemilu: DuckDBPyConnection, item_code: str, published: int) -> None:
    assert need(pemilu, item_code) == published


@pytest.mark.parametrize(
    ("item_code", "published", "tolerance"),
    [
        ("kabel_ties", 24_364_423, 0.006),  # six a box is the nearest whole rule
        # the factor is the published total per station; every region rounds up: at most 514 more
        ("segel", 78_113_900, 1e-5),
        ("sampul", 61_161_473, 1e-5),
        ("formulir", 8_137_230, 1e-4),
    ],
)
def test_pemilu_totals_whose_rule_was_not_read_stay_near_the_published(
    pemilu: DuckDBPyConnection, item_code: str, published: int, tolerance: float
) -> None:
    assert need(pemilu, item_code) == pytest.approx(published, rel=tolerance)


def test_dki_pemilu_boxes(pemilu: DuckDBPyConnection) -> None:
    assert need(pemilu, "kotak_suara", "31") == 123_152


@pytest.mark.parametrize(
    ("item_code", "published"), [("bilik", 59_340), ("tinta", 29_670), ("abtn", 14_835)]
)
def test_dki_pilkada_goods(pilkada: DuckDBPyConnection, item_code: str, published: int) -> None:
    assert need(pilkada, item_code, "31") == published


def test_dki_pilkada_boxes_were_ordered_on_the_planning_count(
    pilkada: DuckDBPyConnection,
) -> None:
    # published 14,920 boxes and 88,992 ties fit 14,832 stations; three were added later
    assert need(pilkada, "kotak_suara", "31", "rencana_dpt_pemilu") == 14_920
    assert need(pilkada, "kabel_ties", "31", "rencana_dpt_pemilu") == 88_992
    assert need(pilkada, "kotak_suara", "31") == 14_923


# --- ballots: near, because voters per station are not known -----------------------------------


def test_gorontalo_pilkada_by_area_is_within_one_sheet_in_a_hundred_stations(
    pilkada: DuckDBPyConnection,
) -> None:
    ballots = need(pilkada, "ss_pilgub", "75") + need(pilkada, "ss_pilbup", "75")
    error = ballots + GORONTALO_PSU - GORONTALO_PRINTED
    assert abs(error) / (2 * GORONTALO_TPS) < 0.01


def gorontalo(seed: int) -> list[int]:
    """Voters of 2,016 made-up stations that add up to the real voters."""
    made_up = random.Random(seed)
    voters = [made_up.randint(300, 577) for _ in range(GORONTALO_TPS)]
    while (gap := GORONTALO_VOTERS - sum(voters)) != 0:
        voters[made_up.randrange(GORONTALO_TPS)] += max(-20, min(20, gap))
    return voters


@pytest.mark.parametrize("seed", range(10))
def test_exact_formula_on_made_up_stations_lands_near_the_published_total(seed: int) -> None:
    printed = 2 * needs.ballot_need_pcs(gorontalo(seed), PILKADA_RATE) + GORONTALO_PSU
    assert abs(printed - GORONTALO_PRINTED) / (2 * GORONTALO_TPS) < 0.03


def test_stations_exist_for_which_the_exact_formula_gives_the_published_total() -> None:
    target = (GORONTALO_PRINTED - GORONTALO_PSU) // 2
    voters = gorontalo(seed=0)
    made_up = random.Random(1)
    while (gap := target - needs.ballot_need_pcs(voters, PILKADA_RATE)) != 0:
        giver, taker = made_up.sample(range(GORONTALO_TPS), 2)
        moved = list(voters)
        moved[giver], moved[taker] = voters[giver] - 1, voters[taker] + 1
        if abs(target - needs.ballot_need_pcs(moved, PILKADA_RATE)) <= abs(gap):
            voters = moved
    assert (len(voters), sum(voters)) == (GORONTALO_TPS, GORONTALO_VOTERS)
    assert 2 * needs.ballot_need_pcs(voters, PILKADA_RATE) + GORONTALO_PSU == GORONTALO_PRINTED


def test_area_formula_stays_far_below_one_sheet_a_station(pemilu: DuckDBPyConnection) -> None:
    # DKI published 8,431,963 provincial-council ballots (okezone 2949295)
    assert abs(need(pemilu, "ss_dprd_prov", "31") - 8_431_963) / 30_766 < 0.05


@pytest.mark.parametrize(
    ("voters", "rate", "reserve"),
    [
        (250, TWO_PERCENT, 5),  # whole already: nothing is added
        (251, TWO_PERCENT, 6),
        (300, TWO_PERCENT, 6),
        (1, TWO_PERCENT, 1),
        (0, TWO_PERCENT, 0),
        (600, PILKADA_RATE, 15),
        (601, PILKADA_RATE, 16),
        (100, Decimal("0.07"), 7),  # 0.07 * 100 is above 7 in binary
    ],
)
def test_reserve_of_one_station(voters: int, rate: Decimal, reserve: int) -> None:
    assert needs.reserve_pcs(voters, rate) == reserve


# --- who gets which ballots --------------------------------------------------------------------


def test_contests_that_are_not_held_need_no_ballots(
    pemilu: DuckDBPyConnection, pilkada: DuckDBPyConnection
) -> None:
    assert need(pemilu, "ss_dprd_kab", "31") == 0
    assert need(pilkada, "ss_pilbup", "31") == 0
    assert need(pilkada, "ss_pilgub", "34") == 0


def test_posts_need_president_and_dpr_ballots_of_jakarta_two(pemilu: DuckDBPyConnection) -> None:
    rows = pemilu.sql(
        """
        select item_code, dapil_code, count(distinct region_code), sum(base_pcs)
        from core_need join seed_regions using (region_code)
        where region_level = 'post' and voter_list_code = 'dpt_2023_terbit'
        group by all order by all
        """
    ).fetchall()
    assert rows == [
        ("ss_dpr", "31-2", 128, 1_750_474),
        ("ss_ppwp", "00", 128, 1_750_474),
    ]


def test_dapil_of_a_regency_share_its_voters(pemilu: DuckDBPyConnection) -> None:
    rows = pemilu.sql(
        """
        select region_code, count(*), sum(base_pcs) - max(voter_count)
        from core_need join seed_voter_counts using (voter_list_code, region_code)
        where item_code = 'ss_dprd_kab' and voter_list_code = 'dpt_2023_terbit'
        group by all having count(*) > 1 order by all
        """
    ).fetchall()
    assert [row[:2] for row in rows] == [("36.74", 6), ("51.08", 9)]
    assert all(abs(rounding) <= 4 for _, _, rounding in rows)


def test_grain_and_parts_of_the_need(pemilu: DuckDBPyConnection) -> None:
    query = """
        select count(*) - count(distinct (voter_list_code, region_code, item_code, dapil_code)),
            count(*) filter (need_pcs <> base_pcs + reserve_pcs or need_pcs is null),
            count(*) filter (tps_count <= 0 or base_pcs <= 0)
        from core_need
    """
    assert pemilu.sql(query).fetchall() == [(0, 0, 0)]


def test_every_regency_needs_every_item_of_its_election(pemilu: DuckDBPyConnection) -> None:
    query = """
        select kinds, count(*) from (
            select region_code, count(distinct item_code) as kinds
            from core_need group by all
        ) group by all order by all
    """
    # 128 posts: two ballots; DKI's six: no regency council
    assert pemilu.sql(query).fetchall() == [(2, 128), (13, 6), (14, 508)]


# --- the PSU ledger and the difference between lists -------------------------------------------


def test_psu_stock_is_a_ledger_of_its_own(pilkada: DuckDBPyConnection) -> None:
    rows = pilkada.sql(
        "select contest_code, sum(psu_pcs) from core_psu_reserve group by all order by all"
    ).fetchall()
    assert rows == [("PILBUP", 508 * 2_000), ("PILGUB", 37 * 2_000)]
    query = """
        select sum(psu_pcs) from core_psu_reserve
        where dapil_code = '75' or starts_with(dapil_code, '75.')
    """
    assert pilkada.sql(query).fetchall() == [(GORONTALO_PSU,)]


def test_psu_says_where_the_division_into_dapil_is_missing(pemilu: DuckDBPyConnection) -> None:
    rows = pemilu.sql(
        """
        select dapil_code, psu_pcs, is_lower_bound from core_psu_reserve
        where contest_code = 'DPR' and dapil_code in ('31-1', '31-2', '31-3', '32', '51')
        order by all
        """
    ).fetchall()
    known = [("31-1", 1000, False), ("31-2", 1000, False), ("31-3", 1000, False)]
    assert rows == [*known, ("32", 1000, True), ("51", 1000, False)]


def difference(connection: DuckDBPyConnection, before: str, after: str) -> dict[Any, Any]:
    query = (SQL_DIR / "queries" / "need_diff.sql").read_text(encoding="utf-8")
    found = connection.sql(query, params={"from_list": before, "to_list": after})
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    return {(row["region_code"], row["item_code"]): row for row in rows}


def test_need_changes_with_the_voter_list(pilkada: DuckDBPyConnection) -> None:
    changes = difference(pilkada, "rencana_dpt_pemilu", "dpt_pilkada")
    boxes = [row["change_pcs"] for (_, item), row in changes.items() if item == "kotak_suara"]
    assert sum(boxes) == 3
    batam = changes["21.71", "ss_pilgub"]
    assert batam["need_after_pcs"] - batam["need_before_pcs"] == batam["change_pcs"] > 0


def test_a_list_does_not_differ_from_itself(pilkada: DuckDBPyConnection) -> None:
    assert difference(pilkada, "dpt_pilkada", "dpt_pilkada") == {}
