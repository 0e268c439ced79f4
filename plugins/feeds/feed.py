"""What a feed says, as plain values; ``rss.py`` and ``atom.py`` give it its two forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)
"""When an empty feed last changed. Atom asks for a date, and the clock would make every build
differ from the one before."""
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedImage:
    """The photo that stands for an item: absolute URL, pixels, media type, its alt text."""

    url: str
    width: int
    height: int
    type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class FeedEnclosure:
    """A recording to download: absolute URL, bytes of exactly that file, media type."""

    url: str
    length: int
    type: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. ``id`` never changes, whatever becomes of title and address.

    ``title`` and ``summary`` are plain text, ``content`` is HTML with absolute URLs; ``url`` is
    absolute; ``published`` and ``updated`` are aware.
    """

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    content: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    lang: str = ""
    image: FeedImage | None = None
    enclosure: FeedEnclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``url`` is the page it belongs to, ``rss_url`` and ``atom_url`` its own addresses.

    All three are absolute. ``author`` speaks for items without one.
    """

    id: str
    title: str
    description: str
    url: str
    rss_url: str
    atom_url: str
    author: str
    lang: str = "en"
    items: tuple[FeedItem, ...] = ()

    @property
    def updated(self) -> datetime:
        """When the newest of its items was written or changed."""
        return max((item.updated for item in self.items), default=NOTHING_YET)


def in_utc(moment: datetime) -> datetime:
    """``moment`` (aware) in UTC, to the second.

    A school's own offset could not always be written: before 1883 New York was 4:56:02 behind.
    """
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:  # the first or last day that Python knows, and beyond it in UTC
        return _FIRST if moment.year == 1 else _LAST
