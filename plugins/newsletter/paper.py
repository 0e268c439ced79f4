"""How much room words take on paper: estimates for columns of type, in points. Pure.

Nobody is asked for the real width of a letter: they are all taken for a little wider than most are,
so that pages come out a tenth shorter than planned. A test prints them and counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

MM = 72 / 25.4
"""Points of a millimetre."""

COLUMN = 86 * MM
"""Width of one of two columns on A4, which is narrower than US Letter."""
HEIGHT = 255 * MM
"""Height that US Letter, which is shorter than A4, has between its margins."""
LINE = 1.34
"""Height of a line to the size of its type."""
_NARROW, _WIDE = 0.51, 1.02
"""Width of a letter, and of one in Chinese, to the size of the type."""


@lru_cache(maxsize=512)  # the same words are tried in several ways to set them
def lines_of(text: str, points: float, width: float = COLUMN) -> int:
    """How many lines ``text`` takes in type of ``points``; words longer than a line are cut."""
    count, used = 0, 0.0
    for word in text.split():
        needed = sum(_width(sign) for sign in word) * points
        gap = _NARROW * points if used else 0.0
        if used and used + gap + needed > width:
            count, used, gap = count + 1, 0.0, 0.0
        used += gap + needed
        while used > width:
            count, used = count + 1, used - width
    return count + (used > 0)


def height_of(text: str, points: float, width: float = COLUMN) -> float:
    """Points from the first line of ``text`` to its last."""
    return lines_of(text, points, width) * points * LINE


def height_in_two(heights: Sequence[float]) -> float:
    """How high two columns get that end as evenly as pieces of ``heights``, in order, allow."""
    total = sum(heights)
    tops = accumulate(heights, initial=0.0)
    return min(max(top, total - top) for top in tops)


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    return 0.0 if unicodedata.combining(sign) else _NARROW
