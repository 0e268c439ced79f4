"""Whether an issue fits a sheet of paper in a form: its pieces, measured one by one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Measured:
    """A sheet set in a form, in points: how high its two columns are, and how high they may be.

    ``evenness`` is 1 for columns of one height and a half where one of them is empty.
    """

    height: float
    room: float
    evenness: float

    @property
    def fits(self) -> bool:
        """True for one page."""
        return self.height <= self.room


def measure(pieces: Sequence[float], room: float, cover: float = 0.0) -> Measured:
    """The pieces of a sheet in two columns with ``room``, below a cover if there is one."""
    heights = (cover, *pieces) if cover else pieces
    height = height_in_two(heights)
    return Measured(height, room, sum(heights) / 2 / height if height else 1.0)


def room_below(title: str) -> float:
    """Points that two columns may be high, between ``title`` and the foot of a sheet."""
    head = 32 + _TITLE * 1.1 * lines_of(title, _TITLE * 1.1, COLUMN * 2)
    return HEIGHT - head - _FOOT


def height_of_cover(millimetres: int, form: Form) -> float:
    """Points that the issue's picture takes; 0 for none."""
    return millimetres * MM + form.points if millimetres else 0.0


def pieces_of(sheet: Sheet, form: Form) -> list[float]:
    """The heights of all lines and entries of ``sheet`` in ``form``, but for its cover."""
    points = form.points
    found: list[float] = []
    for text in _pieces(sheet.note):
        lines = lines_of(text, points)
        found += [points * LINE] * (lines - 1)
        found.append(points * (LINE + 0.55))
    for block in sheet.blocks:
        heading = height_of(block.title, points * 1.25) + points * 1.6
        for place, entry in enumerate(block.told):
            height = _height_of_entry(entry, points, lead=block.lead)
            found.append(height + (0 if place else heading))
    return found


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
