"""Lists of articles and the pages they take, planned as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.common import paging
from plugins.common.paging import ListPage

Sort = Literal["kind", "tag", "skill", "grade", "subject", "activity", "device", "door", "year"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the site-relative address they lead to."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class KindName:
    """What people call a kind, and its list."""

    one: str
    many: str
    url: str
    lead: str


@dataclass(slots=True)
class Door:
    """A way in for one group of people."""

    slug: str
    name: str
    line: str
    url: str
    latest: list[Any] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True)
class Listing:
    """A list of articles at ``url`` (site-relative, ending in a slash).

    ``sort`` says by what it was gathered and ``slug`` by which value of it.
    """

    sort: Sort
    slug: str
    title: str
    url: str
    lead: str = ""
    items: list[Any] = field(default_factory=list)
    door: Door | None = None
    kind: str | None = None
    feed: Any = None
    upcoming: list[Any] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many items it has on all its pages."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a directory."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a directory under one heading; an empty title means no heading."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Directory:
    """A page that leads to many listings: all tags, all skills, all school years."""

    title: str
    url: str
    lead: str
    groups: Sequence[Group]


def plan_pages(listing: Listing, per_page: int) -> Iterator[ListPage]:
    """The pages of a listing, ``per_page`` items each; an empty listing has one page."""
    return paging.plan_pages(listing.url, listing.items, per_page)


def plan_neighbours(articles: Iterable[Any]) -> list[tuple[Any, Any, Any]]:
    """``(article, newer, older)`` for each, within its kind; articles come newest first."""
    by_kind: dict[str, list[Any]] = {}
    for article in articles:
        by_kind.setdefault(article.kind, []).append(article)
    found = []
    for row in by_kind.values():
        for place, article in enumerate(row):
            newer = row[place - 1] if place else None
            older = row[place + 1] if place + 1 < len(row) else None
            found.append((article, newer, older))
    return found
