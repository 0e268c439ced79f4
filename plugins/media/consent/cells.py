"""The cells of a consent register: levels, channels, last days and notes as people write them.

Pure. What is allowed is listed; whatever is not understood raises :class:`CellError`. Nothing is
ever guessed in favour of showing a photo.
"""

from __future__ import annotations

import re
from datetime import date

from plugins.common.look_alikes import plain
from plugins.media.consent.dates import MONTHS, DateError, Orders, parse_day
from plugins.media.consent.release import CHANNELS, Channel, Level

_LEVELS: dict[str, Level] = {
    **dict.fromkeys(
        ("", "-", "0", "no", "none", "never", "refused", "denied", "no release", "withdrawn"),
        Level.NONE,
    ),
    **dict.fromkeys(
        ("image", "images", "photo", "photos", "picture", "pictures", "image only"),
        Level.IMAGE,
    ),
    **dict.fromkeys(("photo only", "picture only", "photos only", "image no name"), Level.IMAGE),
    **dict.fromkeys(
        ("first name", "image first name", "photo first name", "picture first name"),
        Level.FIRST_NAME,
    ),
    **dict.fromkeys(
        ("full", "full name", "image full name", "photo full name", "picture full name"),
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


WITHDRAWN = "withdrawn"
"""A note that begins with this word, or a level of that name, marks a release taken back."""
SETTLED = "ok:"
"""A note, or the title of a column, that begins so was read: it says nothing against a release."""
_ON_THE_FORM = re.compile(
    r"(?:(?:paper|signed|printed|scanned) )?form(?: (?:of|from|received|signed|on file|in office))*"
    rf"(?: (?:{'|'.join(MONTHS)})| \d{{1,4}}(?:[-/.]\d{{1,2}}){{0,2}}(?:[-/.]\d{{2,4}})?)*"
)
"""Which form it is that the row was written from: "form of August", "signed form of 2026-08-20"."""


_MINUS = re.compile(r"(?<!\w)-|-(?!\w)")
"""A dash that joins no two words: "image -name", "all, -newsletter"."""


class CellError(ValueError):
    """A cell that cannot be used; the message says what is wrong with it."""


def parse_level(cell: str) -> Level:
    """``image-first-name`` and its like; empty is "none": no answer is no release."""
    text = plain(cell)
    if text != "-" and _MINUS.search(text):
        raise CellError("has a dash that may mean without")
    words = re.sub(r"\s+", " ", re.sub(r"[+&_/,-]|\b(?:and|with|plus)\b", " ", text))
    level = _LEVELS.get(words.strip() or text)
    if level is None:
        raise CellError("is no level")
    return level


def parse_channels(cell: str) -> frozenset[Channel]:
    """``site, newsletter``; empty is none."""
    found: set[Channel] = set()
    refused = False
    # One on each line is how a spreadsheet shows several; spaces alone join the words of one.
    lines = ",".join(map(plain, cell.splitlines()))
    for part in re.split(r"[,;/|+&]|\band\b", lines):
        if part.strip() != "-" and _MINUS.search(part.strip()):
            raise CellError("has a dash that may mean without")
        word = part.replace("-", " ").strip() or part.strip()
        if word:
            if word not in _CHANNELS:
                raise CellError("is no channel")
            found.update(_CHANNELS[word])
            refused = refused or not _CHANNELS[word]
    if found and refused:
        raise CellError("names a channel, and says no as well")
    return frozenset(found)


def parse_until(cell: str, orders: Orders) -> date | None:
    """The last day of a release; None for an empty cell."""
    try:
        return parse_day(cell, orders)
    except DateError as wrong:
        raise CellError(str(wrong)) from None


def parse_note(cell: str) -> str:
    """A note that leaves a release as it is: none, one on the form, one that is marked as settled.

    Whatever else it says, in whatever language, may take the release back or narrow it down.
    """
    note = plain(cell)
    if not note or note.startswith(SETTLED) or _ON_THE_FORM.fullmatch(note):
        return cell
    raise CellError("may take the release back, or make it smaller")


def is_withdrawn(cell: str) -> bool:
    """True for a note, or a level, by which a family took its release back."""
    return plain(cell).startswith(WITHDRAWN)
