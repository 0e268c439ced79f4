"""The cells of a consent register: levels, channels and dates as spreadsheets write them.

Pure. What is not understood raises :class:`CellError`; nothing is ever guessed in favour of showing
a photo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from plugins.media.consent.release import CHANNELS, Channel, Level

Order = Literal["month first", "day first"]

_LEVELS: dict[str, Level] = {
    **dict.fromkeys(
        ("", "-", "0", "no", "none", "never", "refused", "denied", "no release", "withdrawn"),
        Level.NONE,
    ),
    **dict.fromkeys(
        ("1", "image", "images", "photo", "photos", "picture", "pictures", "image only"),
        Level.IMAGE,
    ),
    **dict.fromkeys(("photo only", "picture only", "photos only", "image no name"), Level.IMAGE),
    **dict.fromkeys(
        ("2", "first name", "image first name", "photo first name", "picture first name"),
        Level.FIRST_NAME,
    ),
    **dict.fromkeys(
        ("3", "full", "full name", "image full name", "photo full name", "picture full name"),
        Level.FULL,
    ),
}
_CHANNELS: dict[str, tuple[Channel, ...]] = {
    **dict.fromkeys(("site", "website", "web site", "web", "blog", "homepage"), ("site",)),
    **dict.fromkeys(
        ("newsletter", "newsletters", "mail", "email", "e mail", "letter"), ("newsletter",)
    ),
    **dict.fromkeys(("social", "social media"), ("social",)),
    **dict.fromkeys(("all", "everything", "all channels"), CHANNELS),
    **dict.fromkeys(("none", "no", "-"), ()),
}
_TAKEN_BACK = re.compile(r"\b(?:withdr[ae]w|withdrawn|revoke[ds]?|rescind(?:ed)?)\b", re.IGNORECASE)
_EXCEL_EPOCH = date(1899, 12, 30)
"""Excel counts days from here (for every date after February 1900)."""
_EXCEL_DAYS = range(36_526, 73_051)
"""2000-01-01 to 2100-01-01: any other number in a cell is no date."""
_PARTS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?Z?$")


class CellError(ValueError):
    """A cell that cannot be used; the message says what is wrong with it."""


def parse_level(cell: str) -> Level:
    """``image-first-name`` and its like; empty is "none": no answer is no release."""
    words = re.sub(r"\s+", " ", re.sub(r"[+&_/,-]|\b(?:and|with|plus)\b", " ", cell.casefold()))
    level = _LEVELS.get(words.strip() or cell.strip())
    if level is None:
        raise CellError("is no level")
    return level


def parse_channels(cell: str) -> frozenset[Channel]:
    """``site, newsletter``; empty is none."""
    found: set[Channel] = set()
    for part in re.split(r"[,;/|+&\n]|\band\b", cell.casefold()):
        word = part.replace("-", " ").strip() or part.strip()
        if word:
            if word not in _CHANNELS:
                raise CellError("is no channel")
            found.update(_CHANNELS[word])
    return frozenset(found)


def parse_note(cell: str) -> str:
    """The note as it is; what sounds like a withdrawal and does not start with it is in doubt."""
    if _TAKEN_BACK.search(cell):
        raise CellError("may mean that the release was taken back")
    return cell


def order_of_dates(cells: Iterable[str]) -> Order | None:
    """Whether a column writes 6/30/2027 or 30/6/2027, as far as its unmistakable dates tell."""
    firsts = [(int(found[1]), int(found[2])) for cell in cells if (found := _parts(cell))]
    month_first = any(second > 12 >= first for first, second in firsts)
    day_first = any(first > 12 >= second for first, second in firsts)
    if month_first == day_first:
        return None
    return "month first" if month_first else "day first"


def parse_until(cell: str, order: Order | None) -> date | None:
    """The last day of a release; None for an empty cell. ``order`` as :func:`order_of_dates`."""
    text = _day_alone(cell)
    if not text:
        return None
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in _EXCEL_DAYS:
            return _EXCEL_EPOCH + timedelta(days=int(float(text)))
        if found := _parts(text):
            return _in_order(int(found[1]), int(found[2]), found[3], order)
    except ValueError as error:
        if isinstance(error, CellError):
            raise
    raise CellError("is no date")


def _day_alone(cell: str) -> str:
    return _TIME.sub("", cell.strip()).strip()


def _parts(cell: str) -> re.Match[str] | None:
    return _PARTS.fullmatch(_day_alone(cell))


def _in_order(first: int, second: int, year_text: str, order: Order | None) -> date:
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    if first > 12:
        return date(year, second, first)
    if second > 12 or first == second:
        return date(year, first, second)
    if order is None:
        raise CellError("can be read in two ways")
    return date(year, first, second) if order == "month first" else date(year, second, first)
