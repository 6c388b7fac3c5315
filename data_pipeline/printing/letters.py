"""Which letters can be printed, how wide are they, and where does a line break?

Only the fonts of static/fonts/print are used, so that a picture looks the same on every machine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

import matplotlib as mpl
from matplotlib import font_manager, ft2font

from data_pipeline.figures.legible import legible
from data_pipeline.settings import ROOT

FONTS_DIR: Final = ROOT / "static" / "fonts" / "print"
# In this order: the first font that has a letter draws it.
FAMILIES: Final = ("Inter", "Noto Sans Arabic", "Noto Sans SC")
REGULAR: Final = ("Inter-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansSC-Regular.ttf")
BOLD: Final = ("Inter-SemiBold.ttf", *REGULAR[1:])
BOLD_WEIGHT: Final = 600
MM_PER_PT: Final = 25.4 / 72
ELLIPSIS: Final = "…"
MISSING: Final = "□"  # what stands for a letter that no font of ours has
# Signs that order right-to-left text and join its letters: drawn by no font, wanted by the shaper.
INVISIBLE: Final = "\u200c\u200d\u200e\u200f"
DIGITS: Final = "0123456789"
WIDEST_DIGIT: Final = "0"
NO_BREAK: Final = "\u00a0"


def install() -> None:
    """Teach matplotlib these fonts and no others; names like '$x$' stay text, SVG keeps letters."""
    manager = font_manager.fontManager
    manager.ttflist = []
    for name in sorted({*REGULAR, *BOLD}):
        manager.addfont(FONTS_DIR / name)
    # The Noto fonts have one weight; without a bold entry every bold word would log a complaint.
    noto = [entry for entry in manager.ttflist if entry.name.startswith("Noto")]
    manager.ttflist += [replace(entry, weight=BOLD_WEIGHT) for entry in noto]
    mpl.rcParams.update(
        {
            "font.family": list(FAMILIES),
            "hatch.linewidth": 0.6,
            "path.simplify": False,
            "svg.fonttype": "none",
            "text.hinting": "none",
            "svg.hashsalt": "tepat",
            "text.parse_math": False,
        }
    )


def printable(text: object) -> str:
    """The text with every letter that no font of ours has replaced by one visible sign."""
    cleaned = legible(text)
    return "".join(sign if _is_drawn(sign) else MISSING for sign in cleaned)


def is_plain(text: str) -> bool:
    """True when the first font has every letter: no other script, nothing to shape."""
    return all(sign in _letters(REGULAR[0]) for sign in text)


def width_mm(text: str, size_pt: float, *, is_bold: bool = False) -> float:
    """How wide one line is at most, letter by letter: digits as wide as in a column of numbers.

    Arabic is narrower once its letters are joined.
    """
    fonts = BOLD if is_bold else REGULAR
    return (
        sum(_advance(fonts, WIDEST_DIGIT if sign in DIGITS else sign) for sign in text)
        * size_pt
        * MM_PER_PT
    )


def wrap(
    text: object, across_mm: float, size_pt: float, *, most_lines: int = 2, is_bold: bool = False
) -> list[str]:
    """Lines no wider than `across_mm`, at most `most_lines`; the last one ends in … when cut."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines += _broken(paragraph, across_mm, size_pt, is_bold)
    if len(lines) <= most_lines:
        return lines
    rest = " ".join(lines[most_lines - 1 :])
    return [*lines[: most_lines - 1], fit(rest, across_mm, size_pt, is_bold=is_bold)]


def fit(text: str, across_mm: float, size_pt: float, *, is_bold: bool = False) -> str:
    """One line, cut with … where it would be wider."""
    if width_mm(text, size_pt, is_bold=is_bold) <= across_mm:
        return text
    kept = text
    while kept and width_mm(kept + ELLIPSIS, size_pt, is_bold=is_bold) > across_mm:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _broken(text: str, across_mm: float, size_pt: float, is_bold: bool) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if width_mm(longer, size_pt, is_bold=is_bold) <= across_mm:
            lines[-1] = longer
            continue
        pieces = _pieces(word, across_mm, size_pt, is_bold)
        lines += pieces if lines[-1] else []
        lines = lines if lines[-1] else pieces
    return lines


def _pieces(word: str, across_mm: float, size_pt: float, is_bold: bool) -> list[str]:
    """A word too long for a line, cut into lines."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_mm(pieces[-1] + sign, size_pt, is_bold=is_bold) > across_mm:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _is_drawn(sign: str) -> bool:
    return sign == "\n" or sign in INVISIBLE or any(sign in _letters(name) for name in REGULAR)


@cache
def _face(name: str) -> ft2font.FT2Font:
    return ft2font.FT2Font(str(FONTS_DIR / name))


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(chr(code) for code in _face(name).get_charmap())


@cache
def _advance(fonts: tuple[str, ...], sign: str) -> float:
    """Width of a letter in ems."""
    for name in fonts:
        if sign in _letters(name):
            glyph = _face(name).load_char(ord(sign), flags=ft2font.LoadFlags.NO_SCALE)
            return glyph.horiAdvance / _face(name).units_per_EM
    return 0.0
