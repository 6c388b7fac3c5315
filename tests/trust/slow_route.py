"""How is a file read the slow way, each line and each cell by itself? The measure for the fast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numpy.typing import NDArray

from data_pipeline.contract import csv_file, keys, sheet_cells
from data_pipeline.contract.text_lines import Lines


@contextmanager
def slow_route() -> Iterator[None]:
    """Within: no line is plain, cells are cut by Python, sheets are parsed whole, keys sorted."""

    def none_is_plain(lines: Lines, delimiter: str) -> NDArray[np.bool_]:
        return np.zeros(len(lines), np.bool_)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lines, "plain", none_is_plain)
        patch.setattr(csv_file, "cut", csv_file.cut_by_hand)
        patch.setattr(sheet_cells, "read", lambda data, parser_of: None)
        patch.setattr(keys, "ROOM_PER_ROW", 0)
        yield
