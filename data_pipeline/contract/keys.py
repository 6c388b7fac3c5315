"""Which rows hold equal values in several columns? Told by small integers, never by comparing text.

Where there is room for one entry per possible key, nothing is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger]
ROOM_PER_ROW = 32  # possible keys per row up to which a table of them is cheaper than sorting


def combined(columns: Iterable[tuple[Numbers, int]], row_count: int) -> tuple[Numbers, int]:
    """Equal rows as equal integers, and how many are possible; a column = (numbers, how many)."""
    keys: Numbers = np.zeros(row_count, np.int32)
    size = 1
    telling = (column for column in columns if column[1] > 1)
    for numbers, count in sorted(telling, key=lambda column: column[1]):
        if not _fits(size * count, row_count):  # made dense, so that the product stays small
            values, keys = distinct(keys, size)
            size = len(values)
        keys, size = keys.astype(_kind(size * count)) * count + numbers, size * count
    return keys, size


def distinct(keys: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """The keys there are, in order, and for each row the place of its key among them."""
    if not _fits(size, len(keys)):
        return np.unique(keys, return_inverse=True)
    is_there = np.zeros(size, np.bool_)
    is_there[keys] = True
    places = np.cumsum(is_there, dtype=np.int32) - 1
    return np.flatnonzero(is_there), places[keys]


def repeated(keys: Numbers, size: int) -> Numbers:
    """The rows whose key another row has, too."""
    if not _fits(size, len(keys)):
        values, keys = np.unique(keys, return_inverse=True)
        size = len(values)
    rows = np.arange(len(keys), dtype=np.int32)
    owner = np.empty(size, np.int32)
    owner[keys] = rows
    is_shared = np.zeros(size, np.bool_)
    is_shared[keys[owner[keys] != rows]] = True
    return np.flatnonzero(is_shared[keys])


def _kind(size: int) -> type[np.signedinteger]:
    """The smallest integers that hold so many keys."""
    return np.int32 if size <= np.iinfo(np.int32).max else np.int64


def _fits(size: int, row_count: int) -> bool:
    return size <= ROOM_PER_ROW * row_count
