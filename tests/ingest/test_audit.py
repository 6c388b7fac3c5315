"""Does the audit find what was changed, and only that?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline import archive, audit, ledger, receipts
from data_pipeline.receipts import Receipt
from data_pipeline.settings import Settings
from tests.ingest.conftest import BAD, GOOD, OTHER, Station, csv


@pytest.fixture
def filled(station: Station) -> Settings:
    for content in (csv(GOOD), csv(OTHER, BAD)):
        station.deliver(content)
    station.warehouse.close()
    return station.settings


def findings(settings: Settings, **more: bool) -> list[str]:
    return audit.run(settings, with_replay=True).findings


def test_an_untouched_directory_has_no_findings(filled: Settings) -> None:
    report = audit.run(filled, with_replay=True)
    assert report.findings == []
    assert report.facts[0].startswith("Ledger: 2 deliveries, head ")


def change_archive(settings: Settings, first: Receipt) -> None:
    path = archive.path_of(settings, first.delivery_sha256)
    path.chmod(0o644)
    path.write_bytes(csv(GOOD.replace("100,90", "100,99")))


def lose_archive(settings: Settings, first: Receipt) -> None:
    archive.path_of(settings, first.delivery_sha256).unlink()


def change_ledger(settings: Settings, first: Receipt) -> None:
    content = settings.ledger_path.read_bytes()
    settings.ledger_path.write_bytes(content.replace(b'"loaded_count":1', b'"loaded_count":9', 1))


def change_receipt(settings: Settings, first: Receipt) -> None:
    path = receipts.path_of(settings, first.delivery_sha256)
    path.write_text(path.read_text().replace('"loaded_count": 1', '"loaded_count": 9'))


def lose_database(settings: Settings, first: Receipt) -> None:
    settings.warehouse_path.unlink()


@pytest.mark.parametrize(
    "change", [change_archive, lose_archive, change_ledger, change_receipt, lose_database]
)
def test_a_change_is_found(filled: Settings, change: Callable[[Settings, Receipt], None]) -> None:
    change(filled, ledger.read(filled.ledger_path)[0])
    assert len(audit.run(filled).findings) == 1


def test_an_edited_figure_in_the_database_is_found_by_replay(station: Station) -> None:
    station.deliver(csv(GOOD))
    station.warehouse.execute("update raw_stock_count set usable_pcs = 100")
    station.warehouse.close()
    assert audit.run(station.settings).findings == []
    assert "not that of the archive" in audit.run(station.settings, with_replay=True).findings[0]


def test_a_rewritten_directory_is_found_by_one_receipt_kept_outside(
    station: Station, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.json"
    told = station.deliver(csv(GOOD))
    shutil.copy(receipts.path_of(station.settings, told.delivery_sha256), kept)
    station.warehouse.close()
    shutil.rmtree(station.settings.data_dir)
    rewritten = Station(station.settings, station.warehouse)
    rewritten.settings.data_dir.mkdir()
    rewritten.restart()
    rewritten.deliver(csv(OTHER))
    rewritten.warehouse.close()
    assert audit.run(station.settings).findings == []
    assert (
        "is not what the ledger says of #1" in audit.run(station.settings, kept=[kept]).findings[0]
    )
