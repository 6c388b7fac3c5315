"""Can what is written on a status colour, or on the page, be read? WCAG 2.2, 1.4.3 and 1.4.11.

axe-core cannot judge writing on a patterned ground or inside a picture; the colours can be.
"""

from __future__ import annotations

import pytest

from data_pipeline.house import COLOURS, INKS, ORDER, PAGE

TEXT, GRAPHIC = 4.5, 3.0
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
STATUSES = pytest.mark.parametrize("status", ORDER)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
@STATUSES
def test_words_on_a_status_colour_can_be_read(theme: str, status: str) -> None:
    assert contrast(INKS[theme][status], COLOURS[theme][status]) >= TEXT


@THEMES
@pytest.mark.parametrize("ink", ["ink", "soft"])
def test_words_on_the_page_can_be_read(theme: str, ink: str) -> None:
    assert contrast(PAGE[theme][ink], PAGE[theme]["paper"]) >= TEXT


@THEMES
@STATUSES
def test_a_mark_or_its_outline_stands_out_from_the_page(theme: str, status: str) -> None:
    paper = PAGE[theme]["paper"]
    outline = contrast(PAGE[theme]["soft"], paper)  # every bar has one
    assert max(contrast(COLOURS[theme][status], paper), outline) >= GRAPHIC
