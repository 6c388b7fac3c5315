"""Is the election in the seeds the one KPU held, and does a bad line get named?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from data_pipeline import needs, seeds
from data_pipeline.errors import UnknownName
from data_pipeline.settings import ROOT, SEEDS_DIR, known_elections

BOUNDARIES = ROOT / "static" / "geo"


@pytest.fixture(scope="module")
def pemilu() -> DuckDBPyConnection:
    return loaded("pemilu_2024")


@pytest.fixture(scope="module")
def pilkada() -> DuckDBPyConnection:
    return loaded("pilkada_2024")


def loaded(election_code: str, seeds_dir: Path = SEEDS_DIR) -> DuckDBPyConnection:
    connection = duckdb.connect()
    seeds.load(connection, election_code, seeds_dir=seeds_dir)
    return connection


def one(connection: DuckDBPyConnection, query: str) -> tuple[object, ...]:
    row: tuple[object, ...] = connection.sql(query).fetchall()[0]
    return row


# --- control totals ---------------------------------------------------------------------------


def test_regencies_cities_and_posts(pemilu: DuckDBPyConnection) -> None:
    rows = pemilu.sql("select region_type, count(*) from seed_regions group by all").fetchall()
    assert dict(rows) == {"kabupaten": 416, "kota": 98, "post": 128}


def test_posts_lie_in_96_countries(pemilu: DuckDBPyConnection) -> None:
    query = "select count(distinct country) from seed_regions where region_level = 'post'"
    assert one(pemilu, query) == (96,)


def test_38_provinces_and_luar_negeri(pemilu: DuckDBPyConnection) -> None:
    query = "select count(*), count(lat), count(ikp_score) from seed_provinces"
    assert one(pemilu, query) == (39, 38, 34)  # no score was published for the 4 new Papua ones


def test_kecamatan_and_desa(pemilu: DuckDBPyConnection) -> None:
    query = "select count(*), sum(desa_count) from seed_kecamatan"
    assert one(pemilu, query) == (7277, 83_731)
    assert one(pemilu, "select sum(desa_count) from seed_regions") == (83_731,)


def test_kecamatan_counts_agree_with_their_regency(pemilu: DuckDBPyConnection) -> None:
    query = """
        select distinct counts.region_code
        from seed_voter_counts as counts
        join (select region_code, count(*) as kecamatan from seed_kecamatan group by all)
            using (region_code)
        where kecamatan <> kecamatan_count
    """
    assert pemilu.sql(query).fetchall() == []


@pytest.mark.parametrize("voter_list", ["dpt_2023_tps", "dpt_2023_terbit"])
def test_pemilu_stations_and_voters(pemilu: DuckDBPyConnection, voter_list: str) -> None:
    totals = pemilu.execute(
        """
        select region_level, sum(tps_count), sum(voter_count), sum(kecamatan_count)
        from seed_voter_counts join seed_regions using (region_code)
        where voter_list_code = $voter_list group by all order by all
        """,
        {"voter_list": voter_list},
    ).fetchall()
    assert totals == [
        ("post", 3_205, 1_750_474, 0),
        ("regency", 820_161, 203_056_748, 7_277),
    ]


@pytest.mark.parametrize(
    ("province_code", "tps", "voters"),
    # 53, 71, 74 and 91 are the provinces of which no statement gives the stations
    [
        ("31", 30_766, 8_252_897),
        ("53", 16_746, 4_008_475),
        ("71", 8_240, 1_969_603),
        ("74", 8_154, 1_867_931),
        ("91", 3_109, 727_835),
        ("32", 140_457, 35_714_901),
    ],
)
def test_regencies_add_up_to_their_province(
    pemilu: DuckDBPyConnection, province_code: str, tps: int, voters: int
) -> None:
    totals = pemilu.execute(
        """
        select sum(tps_count), sum(voter_count)
        from seed_voter_counts
        join seed_regions using (region_code)
        join seed_voter_lists using (voter_list_code)
        where is_current and province_code = $province_code
        """,
        {"province_code": province_code},
    ).fetchall()
    assert totals == [(tps, voters)]


def test_15_regencies_and_5_posts_carry_the_published_figure(pemilu: DuckDBPyConnection) -> None:
    query = """
        select count(*) filter (region_level = 'regency'), count(*) filter (region_level = 'post'),
            max(voter_count) filter (region.name = 'PPLN Kuala Lumpur')
        from seed_voter_counts join seed_regions as region using (region_code)
        where voter_quality = 'published' and voter_list_code = 'dpt_2023_terbit'
    """
    assert one(pemilu, query) == (15, 5, 491_152)


def test_no_post_has_fewer_voters_than_stations(pemilu: DuckDBPyConnection) -> None:
    query = "select count(*) from seed_voter_counts where voter_count < tps_count"
    assert one(pemilu, query) == (0,)


def test_pilkada_stations(pilkada: DuckDBPyConnection) -> None:
    rows = pilkada.sql(
        "select voter_list_code, sum(tps_count) from seed_voter_counts group by all order by all"
    ).fetchall()
    # the planning list carries DKI's first count of 14,832 instead of 14,835
    assert rows == [("dpt_pilkada", 435_296), ("rencana_dpt_pemilu", 435_293)]


def test_pilkada_voters_of_the_32_published_provinces(pilkada: DuckDBPyConnection) -> None:
    query = """
        select sum(voter_count), count(distinct province_code)
        from seed_voter_counts join seed_regions using (region_code)
        where voter_list_code = 'dpt_pilkada'
          and province_code not in ('11', '65', '76', '92', '95', '96')
    """
    assert one(pilkada, query) == (196_271_213, 32)


def test_contests_held(pilkada: DuckDBPyConnection) -> None:
    query = """
        select contest_code, count(distinct dapil_code) as areas, max(dapil_count) as published
        from seed_contest_areas join seed_contests using (contest_code) group by all order by all
    """
    assert pilkada.sql(query).fetchall() == [("PILBUP", 508, 508), ("PILGUB", 37, 37)]


def test_item_kinds(pemilu: DuckDBPyConnection, pilkada: DuckDBPyConnection) -> None:
    assert one(pemilu, "select count(*) from seed_items") == (14,)
    assert one(pilkada, "select count(*) from seed_items") == (11,)


# --- the seeds agree with one another, for every election --------------------------------------


@pytest.mark.parametrize("election_code", known_elections())
def test_every_fact_has_a_source(election_code: str) -> None:
    connection = loaded(election_code)
    tables = [row[0] for row in connection.sql("show tables").fetchall()]
    assert len(tables) >= 16
    for table in tables:
        columns = set(connection.table(table).columns)
        assert columns & {"source", "citation", "description"}, table


@pytest.mark.parametrize("election_code", known_elections())
def test_one_voter_list_is_current(election_code: str) -> None:
    query = "select count(*) filter (is_current), count(*) >= 2 from seed_voter_lists"
    assert one(loaded(election_code), query) == (1, True)


@pytest.mark.parametrize("election_code", known_elections())
def test_voter_shares_of_a_region_add_up_to_one(election_code: str) -> None:
    query = """
        select contest_code, region_code from seed_contest_areas
        group by all having sum(voter_share) <> 1
    """
    assert loaded(election_code).sql(query).fetchall() == []


@pytest.mark.parametrize("election_code", known_elections())
def test_every_item_has_a_factor_and_every_ballot_an_area(election_code: str) -> None:
    query = """
        select item_code from seed_items
        where item_code not in (select item_code from seed_item_factors where province_code = '*')
           or item_class = 'ballot' and item_code not in (select item_code from seed_contest_areas)
    """
    assert loaded(election_code).sql(query).fetchall() == []


@pytest.mark.parametrize("election_code", known_elections())
def test_reserve_roundup_is_the_mean_over_all_remainders(election_code: str) -> None:
    query = "select reserve_rate, reserve_roundup_per_tps from seed_election"
    rate, roundup = loaded(election_code).sql(query).fetchall()[0]
    period = int(1 / rate)  # 2 %: every 50 voters the reserve is whole
    excess = [needs.reserve_pcs(voters, rate) - voters * rate for voters in range(period)]
    assert sum(excess) / period == roundup


@pytest.mark.parametrize("geojson", ["kabkota_lite.geojson", "provinces.geojson"])
def test_boundaries_carry_the_codes_of_the_seeds(pemilu: DuckDBPyConnection, geojson: str) -> None:
    ids = [feature["id"] for feature in json.loads((BOUNDARIES / geojson).read_text())["features"]]
    column = "region_code" if len(ids) == 514 else "province_code"
    query = "select distinct {} from seed_regions where region_level = 'regency'"
    codes = [row[0] for row in pemilu.sql(query.format(column)).fetchall()]
    assert sorted(ids) == sorted(codes)


# --- adding a line, and refusing a bad one -----------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS_DIR, tmp_path / "seeds"))


def add_line(path: Path, line: str) -> int:
    """Append a line; its number."""
    text = path.read_text(encoding="utf-8") + line + "\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def test_an_item_is_added_by_a_line(copied: Path) -> None:
    folder = copied / "pemilu_2024"
    add_line(folder / "items.csv", "lem,Lem,Glue,other,2,botol,bottle,1,false,,false,test")
    add_line(folder / "item_factors.csv", "lem,per_tps,*,1,test")
    connection = loaded("pemilu_2024", copied)
    assert one(connection, "select unit_en from seed_items where item_code = 'lem'") == ("bottle",)


def test_an_election_is_added_by_a_folder(copied: Path) -> None:
    shutil.copytree(copied / "pilkada_2024", copied / "pilkada_2029")
    assert one(loaded("pilkada_2029", copied), "select count(*) from seed_election") == (1,)


MILESTONE = "M11,Uji,Test,packed,,*,7,soft,test"


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        (MILESTONE.replace(",7,", ",7.5,"), "days_before", "'7.5'"),
        (MILESTONE.replace(",7,", ",900,"), "days_before", "CHECK"),
        (MILESTONE.replace("soft", "maybe"), "hardness", "CHECK"),
        (MILESTONE.replace("Uji", ""), "name_id", "NOT NULL"),
        (MILESTONE.replace("packed", "parked"), "stage_code", "is not in seed_stages"),
        (MILESTONE.replace("*", "39"), "province_code", "is not in seed_provinces"),
        (MILESTONE.replace("Uji", "Uji "), "name_id", "outer spaces"),
        (MILESTONE.replace("M11", "M10"), "milestone_code, province_code", "Duplicate key"),
        (MILESTONE + ",more", None, "Expected 9 columns, got 10"),
        ("", "milestone_code", "NOT NULL"),
    ],
)
def test_a_bad_line_is_named(copied: Path, line: str, column: str | None, problem: str) -> None:
    path = copied / "pemilu_2024" / "milestones.csv"
    number = add_line(path, line)
    with pytest.raises(seeds.SeedError) as caught:
        loaded("pemilu_2024", copied)
    assert (caught.value.path, caught.value.line, caught.value.column) == (path, number, column)
    assert problem in str(caught.value)


def test_a_duplicate_across_common_and_election_is_named(copied: Path) -> None:
    path = copied / "pemilu_2024" / "closed_posts.csv"
    path.write_text("city,country,reason,served_by_region_code,source\nKabul,A,b,,c\n")
    with pytest.raises(seeds.SeedError, match=r"closed_posts\.csv, line 2"):
        loaded("pemilu_2024", copied)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("gate_code", "gate", "gate"),
        ("gate_code,", "", "gate_code"),
        ("name_en", "name_id", "name_id"),
    ],
)
def test_a_wrong_header_is_named(copied: Path, old: str, new: str, column: str) -> None:
    path = copied / "common" / "alarms.csv"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(seeds.SeedError) as caught:
        loaded("pemilu_2024", copied)
    assert (caught.value.line, caught.value.column) == (1, column)


def test_a_table_without_rows_names_both_places(copied: Path) -> None:
    (copied / "pemilu_2024" / "items.csv").unlink()
    with pytest.raises(seeds.SeedError) as caught:
        loaded("pemilu_2024", copied)
    assert str(copied / "common" / "items.csv") in str(caught.value)
    assert str(copied / "pemilu_2024" / "items.csv") in str(caught.value)


def test_rows_without_a_table_are_refused(copied: Path) -> None:
    (copied / "common" / "itemz.csv").write_text("a\n1\n")
    with pytest.raises(seeds.SeedError, match=r"itemz\.csv.*seed_itemz\.sql"):
        loaded("pemilu_2024", copied)


def test_an_unknown_election_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="pemilu_2024, pilkada_2024"):
        loaded("pemilu_2099")
