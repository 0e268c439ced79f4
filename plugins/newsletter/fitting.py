"""Whether an issue fits a sheet of paper in a form: its pieces, measured one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bs4 import BeautifulSoup, Tag

from plugins.newsletter.forms import Form, Sheet
from plugins.newsletter.message import Entry
from plugins.newsletter.paper import COLUMN, HEIGHT, LINE, MM, height_in_two, height_of, lines_of

_LEAD = 40 * MM
_SMALL, _SMALL_HEIGHT = 25 * MM, 17 * MM
"""Pictures on the sheet, as sheet.css has them: heights, and the width of small ones."""
_FOOT = 26 * MM
_TITLE = 23


def room_on(sheet: Sheet) -> float:
    """Points that two columns may be high, between the title and the foot of ``sheet``."""
    head = 32 + _TITLE * 1.1 * lines_of(sheet.title, _TITLE * 1.1, COLUMN * 2)
    return HEIGHT - head - _FOOT


def height_in(sheet: Sheet, form: Form) -> float:
    """Points that the columns of ``sheet`` are high, set in ``form``."""
    return height_in_two(list(_heights(sheet, form)))


def unevenness(sheet: Sheet, form: Form) -> float:
    """Points by which the higher column is above the middle of both."""
    heights = list(_heights(sheet, form))
    return height_in_two(heights) - sum(heights) / 2


def _heights(sheet: Sheet, form: Form) -> Iterator[float]:
    points = form.points
    if sheet.cover:
        yield sheet.cover_height * MM + points
    for text in _pieces(sheet.note):
        lines = lines_of(text, points)
        yield from [points * LINE] * (lines - 1)
        yield points * (LINE + 0.55)
    for block in sheet.blocks:
        heading = height_of(block.title, points * 1.25) + points * 1.6
        for place, entry in enumerate(block.told):
            yield _height_of_entry(entry, points, lead=block.lead) + (0 if place else heading)


def _height_of_entry(entry: Entry, points: float, *, lead: bool) -> float:
    words = height_of(entry.title, points * 1.1)
    words += height_of(" · ".join(entry.facts), points * 0.9)
    words += height_of(entry.summary, points)
    if entry.picture and lead:
        words += _LEAD + points * 0.5
    elif entry.picture:
        # Words run around it: they take its place in addition to their own, and a little more.
        words = max(words + 1.25 * _SMALL * _SMALL_HEIGHT / COLUMN, _SMALL_HEIGHT)
    return words + points * 0.75


@lru_cache(maxsize=8)
def _pieces(html: str) -> tuple[str, ...]:
    """The words of each paragraph, item and row."""
    found: list[str] = []
    for block in BeautifulSoup(html, "html.parser").find_all(True, recursive=False):
        inner = [one for one in block.find_all(["li", "tr", "dt", "dd"]) if isinstance(one, Tag)]
        for one in inner or [block]:
            text = one.get_text(" ")
            found.extend(one.get_text().split("\n") if block.name == "pre" else [text])
    return tuple(found)
