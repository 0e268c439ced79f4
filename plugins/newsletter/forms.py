"""The ways to set an issue on a sheet of paper, and the sheet itself. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.newsletter.message import Block, Picture
from plugins.newsletter.words import Words

LONG = 10_000
"""Letters: as many as there are."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to set a sheet. ``size`` names its type in sheet.css, ``points`` is how large that is.

    ``note`` and ``summary`` are the most letters of the note and below a title; ``lead`` those
    below the first title. ``pictures``: entries have theirs.
    """

    size: int
    points: float
    note: int = LONG
    summary: int = LONG
    lead: int = LONG
    pictures: bool = False
    facts: bool = True


COVERS = (72, 54, 38)
"""How high the issue's picture may be in a roomy form, in millimetres."""

ROOMY = tuple(
    Form(size, points, pictures=True) for size, points in enumerate((13, 11.5, 10.5, 10, 9.5), 1)
)
"""Nothing is left out. Of those that fit one page, the largest with even columns is taken."""

CLOSE = (
    Form(5, 9.5, pictures=True),
    Form(5, 9.5, note=1200, summary=160),
    Form(5, 9.5, note=700, summary=0),
    Form(6, 8.5, note=500, summary=0, lead=200),
    Form(6, 8.5, note=280, summary=0, lead=120, facts=False),
    Form(7, 7.5, note=200, summary=0, lead=0, facts=False),
)
"""Without the issue's picture, then with less and less around the titles; the first that fits."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page says. ``note`` is HTML; ``is_cut`` where some of it is not there.

    ``blocks`` have all entries of the issue, each in ``told``; ``page_url`` is absolute, ``back``
    the same on the site. ``code`` is SVG of it; a preview, which nobody reaches, has none.
    """

    title: str
    preview: str
    lang: str
    direction: str
    site_name: str
    school: str
    week_line: str
    note: str
    is_cut: bool
    cover: Picture | None
    cover_height: int
    blocks: tuple[Block, ...]
    size: int
    back: str
    page_url: str
    code: str
    contact: str
    words: Words

    @property
    def address(self) -> str:
        """The address of the issue's page, as people type it."""
        return self.page_url.partition("://")[2].rstrip("/")
