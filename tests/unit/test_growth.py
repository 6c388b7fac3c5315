"""Do the lines through three sizes say what one more costs, and which end comes first?"""

from __future__ import annotations

import math

import pytest

from benchmarks import document, growth
from benchmarks.fit import Line, line


def test_points_on_a_line_give_the_line_and_no_residual() -> None:
    found = line([10, 20, 40], [7.0, 9.0, 13.0])
    assert found.start == pytest.approx(5)
    assert found.each == pytest.approx(0.2)
    assert found.residual == pytest.approx(0, abs=1e-9)


def test_the_residual_is_a_share_of_the_mean() -> None:
    # Nearest to 1, 4, 1 is the level 2: gaps of 1, 2, 1, their root mean square √2.
    assert line([1, 2, 3], [1.0, 4.0, 1.0]).residual == pytest.approx(math.sqrt(2) / 2)


def test_where_the_line_reaches_a_cost() -> None:
    assert Line(start=5, each=0.2, residual=0).count_at(9) == pytest.approx(20)


def test_what_costs_no_more_has_no_end() -> None:
    assert Line(start=5, each=0, residual=0).count_at(9) == math.inf
    assert "∞ sessions" in document.cells(growth.end("sessions", [[(math.inf, "nothing")]]))


def test_what_breaks_first_is_the_end() -> None:
    ends = [[(900.0, "memory"), (400.0, "processor")], [(800.0, "memory"), (500.0, "processor")]]
    found = growth.end("sessions", ends)
    assert (found.samples, found.note) == ((400.0, 500.0), "processor")


def test_a_slope_is_told_in_its_unit_with_sizes_and_residual() -> None:
    lines = [line([10, 20, 40], [7.0, 9.0, 13.0])]
    found = growth.each("row: processor", "ms", lines, [10, 20, 40_000], 1e3)
    assert found.samples[0] == pytest.approx(200)
    assert found.note == "at 10, 20, 40,000; residual 0.0%"
