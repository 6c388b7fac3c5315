"""Are the simulator's files what a sender would write, and one seed one world?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_pipeline.demo import campaign, history, loading
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.files import SnapshotFile
from tests.demo.conftest import Read

DAY = -36.9
EARLIER = -39.9


@pytest.fixture(scope="module")
def files(pemilu: Campaign) -> list[SnapshotFile]:
    """Twelve moments in a row hold every dialect once."""
    days = [EARLIER + number / 4 for number in range(12)]
    return [file for delivery in history.deliveries(pemilu, days) for file in delivery.files]


def test_every_dialect_is_read_and_only_typing_errors_are_refused(
    files: list[SnapshotFile], read: Read
) -> None:
    for file in {f.file_name.split("_2")[0]: f for f in files}.values():
        reading = read(file, "pemilu_2024")
        assert reading.refusal is None, file.file_name
        assert reading.loaded_count > 20, file.file_name
        assert reading.refused_count <= 8, (file.file_name, reading.refused.to_pylist()[:3])


def test_some_rows_are_mistyped(files: list[SnapshotFile], read: Read) -> None:
    stock = [file for file in files if file.file_name.startswith("stok_2")]
    assert sum(read(file, "pemilu_2024").refused_count for file in stock[:6]) > 0


def test_a_province_with_a_file_of_its_own_is_not_in_the_national_one(
    files: list[SnapshotFile], read: Read
) -> None:
    own = next(file for file in files if file.file_name.startswith("stok_bali"))
    stem = own.file_name.removeprefix("stok_bali_").removesuffix(".xlsx")
    national = next(file for file in files if file.file_name == f"stok_{stem}.csv")
    assert set(_provinces(read(own, "pemilu_2024").rows.to_pandas()["region_code"])) == {"51"}
    assert "51" not in _provinces(read(national, "pemilu_2024").rows.to_pandas()["region_code"])


def test_one_seed_writes_the_same_bytes(pemilu: Campaign) -> None:
    again = campaign.build("pemilu_2024", 7)
    assert _bytes(again) == _bytes(pemilu)


def test_another_seed_is_another_world(pemilu: Campaign) -> None:
    assert _bytes(campaign.build("pemilu_2024", 8)) != _bytes(pemilu)


def test_files_are_laid_out_as_an_inbox(tmp_path: Path) -> None:
    count = loading.write("pemilu_2024", 7, tmp_path, date(2023, 10, 8), date(2023, 10, 12))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert count == len(written) > 4
    assert (tmp_path / "stok_2023-10-09T0800.csv").exists()
    assert not (tmp_path / "stok_2023-10-02T0800.csv").exists()


def test_the_pilkada_is_simulated_too(read: Read) -> None:
    pilkada = campaign.build("pilkada_2024", 7)
    for file in next(history.deliveries(pilkada, [DAY])).files:
        reading = read(file, "pilkada_2024")
        assert reading.refusal is None
        assert reading.loaded_count > 1_000
        assert reading.refused_count <= 8, reading.refused.to_pylist()[:3]


def _bytes(election: Campaign) -> list[bytes]:
    days = [EARLIER, DAY]
    return [file.content for each in history.deliveries(election, days) for file in each.files]


def _provinces(region_codes: list[str]) -> set[str]:
    return {code[:2] for code in region_codes}
