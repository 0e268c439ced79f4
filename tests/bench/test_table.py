"""The Markdown table and the figures in it."""

from __future__ import annotations

import pytest

from bench.common.table import figure, markdown_table


def test_columns_are_as_wide_as_their_longest_cell() -> None:
    """The source of the table can be read without rendering it."""
    table = markdown_table(["Program", "s"], [["Hugo", "0.4"], ["Eleventy", "12.5"]])

    assert table.splitlines() == [
        "| Program  |    s |",
        "| -------- | ---: |",
        "| Hugo     |  0.4 |",
        "| Eleventy | 12.5 |",
    ]


def test_a_bar_in_a_cell_does_not_open_a_column() -> None:
    """A version or a name may hold any character."""
    table = markdown_table(["Program", "s"], [["a|b", "1"]])

    assert "| a\\|b " in table


def test_a_table_without_rows_is_its_header() -> None:
    """A benchmark in which nothing counts still prints."""
    assert len(markdown_table(["Program", "s"], []).splitlines()) == 2


def test_a_row_of_another_length_is_refused() -> None:
    """A figure never lands under the wrong heading."""
    with pytest.raises(ValueError, match="header"):
        markdown_table(["Program", "s"], [["Hugo"]])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.1234, "0.123"),
        (1.005, "1.00"),
        (9.994, "9.99"),
        (10, "10.0"),
        (99.94, "99.9"),
        (1234.5, "1,234"),
    ],
)
def test_figures_keep_about_three_digits(value: float, shown: str) -> None:
    """No figure pretends to be more exact than a benchmark is."""
    assert figure(value) == shown
