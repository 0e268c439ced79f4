"""The table that the benchmark prints."""

from __future__ import annotations

from bench.build.race import Result
from bench.build.report import report
from bench.common.timing import Timing


def a_result(name: str, *walls: float, fault: str = "") -> Result:
    """A program with rounds of these lengths, half of each on the processor, and 50 MB."""
    timings = [Timing(wall, wall / 2, 50_000_000) for wall in walls]
    return Result(name, "1.0", timings, 2500, 1, fault)


def test_rows_hold_medians_and_ratios_to_the_first() -> None:
    """Wall, CPU, memory, rate, both ratios, pages, feeds."""
    text = report([a_result("Hallway", 10, 12, 11), a_result("Hugo", 1, 3, 1.1)], 2000, "2 cores")

    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    assert ["Hallway 1.0", "11.0", "5.50", "50.0", "182", "1.00", "1.00", "2,500", "1"] in rows
    assert ["Hugo 1.0", "1.10", "0.550", "50.0", "1,818", "0.10", "0.10", "2,500", "1"] in rows


def test_a_program_that_left_pages_out_has_no_row() -> None:
    """It is listed with its fault, and no time of it is shown."""
    text = report([a_result("Hallway", 10), a_result("Hugo", 1, fault="3 missing")], 2000, "x")

    assert "| Hugo" not in text
    assert "- Not counted, Hugo: 3 missing" in text


def test_the_machine_and_the_terms_are_with_the_table() -> None:
    """A table is never read without what it was measured on, and what was left out."""
    text = report([a_result("Hallway", 10, 11)], 2000, "2 cores, Python 3.11")

    assert text.startswith("2,000 posts, 2 rounds. 2 cores, Python 3.11.\n")
    assert "without images" in text


def test_a_race_that_nobody_finished_prints_reasons() -> None:
    """No table, no crash."""
    text = report([a_result("Hallway", fault="no tasks.py")], 10, "x")

    assert text.endswith("- Not counted, Hallway: no tasks.py")
