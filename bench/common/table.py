"""A Markdown table whose source reads as well as its rendering."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with its first column to the left and all others, figures, to the right.

    Every row has as many cells as ``header``; else ``ValueError``. A ``|`` in a cell is escaped.
    """
    lines = [[cell.replace("|", "\\|") for cell in row] for row in (header, *rows)]
    if any(len(line) != len(header) for line in lines):
        raise ValueError("a row of the table has more or fewer cells than its header")
    widths = [max(3, *(len(cell) for cell in column)) for column in zip(*lines, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    head, *body = (_padded(line, widths) for line in lines)
    return "\n".join(_line(cells) for cells in (head, rule, *body))


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *others = zip(cells, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def figure(value: float) -> str:
    """A number with about three telling digits: ``0.123``, ``4.57``, ``83.1``, ``1,234``."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"
