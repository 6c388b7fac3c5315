"""The simulated Pemilu 2024 of seed 7, built once; its files are read with the real reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from data_pipeline import references
from data_pipeline.contract import reader
from data_pipeline.contract.reading import Reading
from data_pipeline.demo import campaign
from data_pipeline.demo.campaign import Campaign
from data_pipeline.demo.files import SnapshotFile

AFTER_THE_VOTE = datetime(2024, 12, 31)
Read = Callable[[SnapshotFile, str], Reading]


@pytest.fixture(scope="session")
def pemilu() -> Campaign:
    return campaign.build("pemilu_2024", 7)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """What the reader of the contract makes of a file of that election."""

    def _read(file: SnapshotFile, election_code: str = "pemilu_2024") -> Reading:
        path = tmp_path / file.file_name
        path.write_bytes(file.content)
        return reader.read(
            path,
            file_name=file.file_name,
            profile=references.profile_of(election_code, file.profile_code),
            registers=references.registers_of(election_code),
            now=AFTER_THE_VOTE,
        )

    return _read
