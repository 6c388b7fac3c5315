"""Where are the physical lines of a text, and which of them need no look at their signs?

Told for all lines at once by comparing bytes: in UTF-8 no part of a longer sign looks like a
delimiter, a quotation mark or a line end.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_pipeline.contract.limits import LINE_CHARACTERS, LINES, ROWS
from data_pipeline.contract.reasons import FileRefused

Signs = NDArray[np.uint8]
Places = NDArray[np.int64]

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NEWLINE, RETURN, SPACE, QUOTE, DELETE = (ord(sign) for sign in '\n\r "\x7f')
FIRST_BEYOND_ASCII = 0x80
BLOCK_BYTES = 1 << 18  # what is compared at a time stays in the processor's cache


@dataclass(frozen=True)
class Lines:
    """The lines as an editor numbers them: UTF-8, and where each begins and ends in it.

    `odd`: where quotation marks and control signs stand that are not line ends.
    """

    signs: Signs
    starts: Places
    ends: Places
    odd: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, place: int) -> str:
        return str(self.signs[self.starts[place] : self.ends[place]].data, "utf-8")

    def joined(self, places: Places) -> bytes | memoryview:
        """Those lines, in order, with a line end between them; copied only where some are left out.

        Neighbours are copied together.
        """
        runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(places) else []
        spans = [self.signs[self.starts[run[0]] : self.ends[run[-1]]].data for run in runs]
        return spans[0] if len(spans) == 1 else b"\n".join(spans)

    def plain(self, delimiter: str) -> NDArray[np.bool_]:
        """For each line, whether only its number of cells is still to be told.

        Such a line begins with a value, has neither quotes nor control signs, is not too long.
        """
        sign = ord(delimiter)
        # an empty last line begins after the text
        first = self.signs[np.minimum(self.starts, len(self.signs) - 1)]
        length = self.ends - self.starts
        is_plain: NDArray[np.bool_] = np.logical_and.reduce(
            [first != sign, first != SPACE, length > 0, length <= LINE_CHARACTERS]
        )
        odd = self.odd[self.signs[self.odd] != sign]
        is_plain[np.searchsorted(self.starts, odd, side="right") - 1] = False
        return is_plain


def of(data: Signs) -> Lines:
    """The lines of UTF-8 with or without BOM, or UTF-16 with BOM; nothing else, nothing replaced.

    Not splitlines(): it also cuts at U+2028 and others.
    """
    signs = decoded(data)
    special = _special(signs)
    if (signs[special] == RETURN).any():
        signs = _signs(signs.tobytes().replace(b"\r\n", b"\n"))
        special = _special(signs)
    is_end = signs[special] == NEWLINE
    count = int(np.count_nonzero(is_end))
    if count > LINES:
        raise FileRefused("TOO_MANY_ROWS", came=count, limit=ROWS)
    ends = special[is_end].astype(np.int64)
    starts = np.concatenate(([0], ends + 1))
    return Lines(signs, starts, np.append(ends, len(signs)), special[~is_end])


def decoded(data: Signs) -> Signs:
    """The text as UTF-8 without BOM."""
    start = data[:3].tobytes()
    encoding = "utf-16" if start.startswith(UTF_16) else "utf-8"
    try:
        is_ascii = not len(data) or data.max() < FIRST_BEYOND_ASCII
        text = "" if is_ascii else str(data.data, encoding)
    except UnicodeDecodeError as fault:
        line = int(np.count_nonzero(data[: fault.start] == NEWLINE)) + 1
        raise FileRefused("NOT_UTF8", line=line, byte=fault.start + 1) from None
    if encoding == "utf-16":
        return _signs(text.encode())
    return data[len(codecs.BOM_UTF8) :] if start == codecs.BOM_UTF8 else data


def _special(signs: Signs) -> NDArray[np.int32]:
    """Where control signs stand, line ends among them, and quotation marks."""
    found = [np.empty(0, np.int32)]
    for start in range(0, len(signs), BLOCK_BYTES):
        block = signs[start : start + BLOCK_BYTES]
        is_special = (block < SPACE) | (block == QUOTE) | (block == DELETE)
        found.append((np.flatnonzero(is_special) + start).astype(np.int32))
    return np.concatenate(found)


def _signs(text: bytes) -> Signs:
    return np.frombuffer(text, np.uint8)
