"""How big may a snapshot file be before it is refused unread?"""

from __future__ import annotations

from datetime import datetime, timedelta

FILE_BYTES = 20_000_000
UNPACKED_BYTES = 100_000_000
ROWS = 200_000
LINES = 2 * ROWS  # of a text file, blank ones included
LINE_CHARACTERS = 64 * 1024
COLUMNS = 64
ZIP_ENTRIES = 200
FAULTS = 500_000  # told cell by cell; beyond that only the first of each row
LINE_TEXTS = 50_000_000  # characters of refused lines kept; the lines after that are only numbered
SHOWN_CHARACTERS = 200  # of a value or a heading repeated in a refusal
CLOCK_SKEW = timedelta(minutes=5)  # a sender's clock may run ahead by this much
EARLIEST = datetime(2000, 1, 1)
LATEST = datetime(2100, 1, 1)
