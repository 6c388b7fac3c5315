"""Where are the physical lines of a text, and which of them plainly hold so many cells?

Told for all lines at once by counting bytes: in UTF-8 no part of a longer sign looks like a
delimiter, a quotation mark or a line end.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_pipeline.contract.limits import LINE_CHARACTERS, LINES, ROWS
from data_pipeline.contract.reasons import FileRefused

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SPACE, DELETE = 0x20, 0x7F


@dataclass(frozen=True)
class Lines:
    """The lines as an editor numbers them: UTF-8, and where each begins and ends in it."""

    data: bytes
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, place: int) -> str:
        return self.data[self.starts[place] : self.ends[place]].decode()

    def joined(self, places: NDArray[np.int64]) -> bytes:
        """Those lines, in order, with a line end between them; neighbours are copied together."""
        runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(places) else []
        spans = ((self.starts[run[0]], self.ends[run[-1]]) for run in runs)
        return b"\n".join(self.data[start:end] for start, end in spans)

    def plain(self, delimiter: str, width: int) -> NDArray[np.bool_]:
        """For each line, whether it needs no closer look to be a row of that many cells.

        Such a line begins with a value, has neither quotes nor control signs, is not too long and
        has the right number of delimiters.
        """
        sign = ord(delimiter)
        begins = np.minimum(self.starts, len(self.data) - 1)  # an empty last line begins after it
        first = self._bytes[begins]
        cuts = np.add.reduceat(self._bytes == sign, begins, dtype=np.int32)
        length = self.ends - self.starts
        is_plain: NDArray[np.bool_] = np.logical_and.reduce(
            [
                cuts == width - 1,
                first != sign,
                first != SPACE,
                length > 0,
                length <= LINE_CHARACTERS,
            ]
        )
        is_plain[self._line_of(self._odd_signs(sign))] = False
        return is_plain

    @property
    def _bytes(self) -> NDArray[np.uint8]:
        return np.frombuffer(self.data, np.uint8)

    def _line_of(self, signs: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(self.starts, signs, side="right") - 1

    def _odd_signs(self, delimiter: int) -> NDArray[np.int64]:
        """Where quotation marks and control signs stand, line ends and the delimiter left out."""
        signs = self._bytes
        is_low = signs < SPACE
        is_odd = is_low | (signs == DELETE) | (signs == ord('"'))
        is_expected = (signs == ord("\n")) | (signs == delimiter)
        return np.flatnonzero(is_odd & ~is_expected)


def of(data: bytes) -> Lines:
    """The lines of UTF-8 with or without BOM, or UTF-16 with BOM; nothing else, nothing replaced.

    Not splitlines(): it also cuts at U+2028 and others.
    """
    text = decoded(data)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if text.count(b"\n") > LINES:
        raise FileRefused("TOO_MANY_ROWS", came=text.count(b"\n"), limit=ROWS)
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
    return Lines(text, np.concatenate(([0], ends + 1)), np.concatenate((ends, [len(text)])))


def decoded(data: bytes) -> bytes:
    """The text as UTF-8 without BOM."""
    encoding = "utf-16" if data.startswith(UTF_16) else "utf-8"
    try:
        text = "" if data.isascii() else data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise FileRefused("NOT_UTF8", line=line, byte=fault.start + 1) from None
    return text.encode() if encoding == "utf-16" else data.removeprefix(codecs.BOM_UTF8)
