"""How does a text from outside become one harmless line of a letter, a header or a journal?"""

from __future__ import annotations

import unicodedata

MOST_SIGNS = 300
ELLIPSIS = "…"


def one_line(text: object, most: int = MOST_SIGNS) -> str:
    """Without line breaks, control and direction signs, and not longer than `most`."""
    kept = "".join(" " if _is_harmful(sign) else sign for sign in str(text))
    line = " ".join(kept.split())
    return line if len(line) <= most else line[: most - 1] + ELLIPSIS


def of_error(error: Exception) -> str:
    """What went wrong with a channel, in one line."""
    return one_line(f"{type(error).__name__}: {error}")


def _is_harmful(sign: str) -> bool:
    """Controls, formats (which turn the reading direction) and line separators."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
