"""Turns, medians and ratios."""

from __future__ import annotations

import pytest

from bench.common.medians import Medians, medians_of, paired_ratio
from bench.common.timing import Timing
from bench.common.turns import plan_turns


def test_each_round_begins_one_further() -> None:
    """Over as many rounds as programs, each has had each place once."""
    turns = plan_turns("ABCD", 5)

    assert ["".join(turn) for turn in turns] == ["ABCD", "BCDA", "CDAB", "DABC", "ABCD"]


def test_no_program_still_makes_rounds() -> None:
    """An empty race ends at once."""
    assert plan_turns([], 2) == [[], []]


def test_medians_are_taken_figure_by_figure() -> None:
    """One slow round moves no figure."""
    timings = [Timing(1.0, 5.0, 30), Timing(9.0, 6.0, 10), Timing(2.0, 60.0, 20)]

    assert medians_of(timings) == Medians(wall=2.0, cpu=6.0, peak=20)


def test_a_slow_minute_of_the_machine_does_not_change_the_ratio() -> None:
    """Both programs took four times as long in the second round: the ratio stays."""
    assert paired_ratio([2.0, 8.0, 2.0], [1.0, 4.0, 1.0]) == 2.0


def test_rounds_that_do_not_pair_are_refused() -> None:
    """A ratio never mixes figures of different rounds."""
    with pytest.raises(ValueError, match="zip"):
        paired_ratio([1.0], [1.0, 2.0])
