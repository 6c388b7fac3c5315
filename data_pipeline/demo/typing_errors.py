"""Which typing errors do the senders make? A few lines of a file, of kinds we refuse."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data_pipeline.demo.files import SnapshotFile

Cells = list[str]


def _letter_for_zero(cells: Cells, headers: Cells) -> None:
    cells[_quantity(headers)] = "1O" + cells[_quantity(headers)]


def _thousands(cells: Cells, headers: Cells) -> None:
    cells[_quantity(headers)] = "1.250.000"


def _negative(cells: Cells, headers: Cells) -> None:
    cells[_quantity(headers)] = "-250"


def _unknown_item(cells: Cells, headers: Cells) -> None:
    cells[headers.index("item_code")] = "surat suara"


def _time_without_offset(cells: Cells, headers: Cells) -> None:
    cells[headers.index("snapshot_at")] = cells[headers.index("snapshot_at")][:19]


def _lost_cell(cells: Cells, headers: Cells) -> None:
    cells.pop()


KINDS: tuple[Callable[[Cells, Cells], None], ...] = (
    _letter_for_zero,
    _thousands,
    _negative,
    _unknown_item,
    _time_without_offset,
    _lost_cell,
)


# Only lines a later report repeats or overtakes: what is refused is not lost for good.
PASSING = (",in_transit,", ",KPU ")


def mistyped(file: SnapshotFile, random: np.random.Generator, mean: float) -> SnapshotFile:
    """The same file with about `mean` lines mistyped; a plain CSV of the standard profile only."""
    lines = file.content.decode().split("\n")
    headers = lines[0].split(",")
    passing = [number for number, line in enumerate(lines) if any(word in line for word in PASSING)]
    count = min(random.poisson(mean), len(passing))
    for number in random.choice(passing, count, replace=False):
        cells = lines[number].split(",")
        KINDS[random.integers(len(KINDS))](cells, headers)
        lines[number] = ",".join(cells)
    return SnapshotFile(file.file_name, file.profile_code, "\n".join(lines).encode())


def _quantity(headers: Cells) -> int:
    return headers.index("received_pcs")
