"""Where do the fonts of this folder come from? Three npm packages; README.md tells how to run it.

usage: python make.py NODE_MODULES OUT  (needs fonttools and brotli)
"""

from __future__ import annotations

import io
import math
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LATIN = [
    *range(0x20, 0x250),
    *range(0x370, 0x530),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20D0),
    *range(0x2100, 0x2150),
    *range(0x2190, 0x2300),
    *range(0x25A0, 0x2800),
]
ARABIC = [*range(0x600, 0x900), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF), 0x20]
# Kana, and the letters that stand full width among Chinese ones.
EAST_ASIAN = {*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
# No `calt` for Inter: it would turn "->" and "2x4" into other signs.
LATIN_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
ARABIC_FEATURES = [*LATIN_FEATURES, "init", "medi", "fina", "isol", "rlig", "calt"]
NAMES_KEPT = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
UNMERGEABLE = ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE", "STAT")


def cut(path: Path, unicodes: set[int] | list[int], features: list[str]) -> Any:
    """The font with only these letters and features, uncompressed."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        layout_features=features, hinting=False, name_IDs=NAMES_KEPT, notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    font.flavor = None
    return font


def add_silence(font: Any) -> None:
    """Draw ◌, which Inter lacks: eight dots on the rim of its own ●."""
    glyphs, disc_name = font["glyf"], font.getBestCmap()[ord("●")]
    disc = glyphs[disc_name]
    width = disc.xMax - disc.xMin
    middle = (disc.xMin + disc.xMax) / 2, (disc.yMin + disc.yMax) / 2
    dot = width * 0.11
    pen = TTGlyphPen(None)
    for step in range(8):
        x, y = around(middle, width / 2 - dot, math.tau * (step + 0.5) / 8)
        corners = [around((x, y), dot * 1.41, math.pi / 4 - math.pi / 2 * at) for at in range(4)]
        pen.qCurveTo(*[(round(a), round(b)) for a, b in corners], None)
        pen.closePath()
    glyphs["silence"] = pen.glyph()
    font["hmtx"]["silence"] = font["hmtx"][disc_name]
    for encoding in font["cmap"].tables:
        encoding.cmap[ord("◌")] = "silence"


def around(middle: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def level_1() -> set[int]:
    """The 3,755 commonest Chinese letters: GB 2312, rows 16 to 55."""
    pairs = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return {ord(pair.decode("gb2312")) for pair in pairs if pair <= b"\xd7\xf9"}


def chinese(folder: Path) -> Any:
    """One font from the many pieces the package is cut into."""
    wanted, pieces = level_1() | EAST_ASIAN, []
    for path in sorted(folder.glob("noto-sans-sc-[0-9]*-400-normal.woff2")):
        found = wanted & set(TTFont(path).getBestCmap())
        if not found:
            continue
        font = cut(path, found, [])
        for table in UNMERGEABLE:
            if table in font:
                del font[table]
        piece = io.BytesIO()
        font.save(piece)
        piece.seek(0)
        pieces.append(piece)
        wanted -= found
    merged = Merger().merge(pieces)
    # The pieces are instances of a variable font and still call themselves Thin.
    names = {1: "Noto Sans SC", 2: "Regular", 4: "Noto Sans SC Regular", 6: "NotoSansSC-Regular"}
    for number, words in names.items():
        merged["name"].setName(words, number, 3, 1, 0x409)
    return merged


def main(packages: Path, out: Path) -> None:
    for weight in ("Regular", "SemiBold"):
        path = packages / f"inter-ui/web/Inter-{weight}.woff2"
        inter = cut(path, LATIN, LATIN_FEATURES)
        add_silence(inter)
        inter.save(out / f"Inter-{weight}.ttf")
    noto = packages / "@fontsource"
    arabic = noto / "noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2"
    cut(arabic, ARABIC, ARABIC_FEATURES).save(out / "NotoSansArabic-Regular.ttf")
    chinese(noto / "noto-sans-sc/files").save(out / "NotoSansSC-Regular.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
