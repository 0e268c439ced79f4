"""The lists of the library: all photos, and those of one event, grade, school year or tag. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Literal

from slugify import slugify

from plugins.common.moments import SchoolYear
from plugins.library.collection import LibraryPhoto

Sort = Literal["all", "event", "grade", "year", "tag"]
HOME = "library/"
_WORTH_A_LIST = 2
"""A list of one photo would be its page once more: the way leads there at once."""


@dataclass(slots=True)
class PhotoList:
    """Photos that have something in common, at ``url`` (site-relative, ending in a slash)."""

    sort: Sort
    slug: str
    title: str
    url: str
    photos: list[LibraryPhoto] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Way:
    """A word that leads to photos: ``count`` of them, at ``url``; "" where one stands already."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class WayGroup:
    """Ways of one sort, under a heading."""

    title: str
    ways: Sequence[Way]


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a school counts years: its zone, and the month (1 to 12) that a school year starts in."""

    zone: tzinfo
    first_month: int = 8


@dataclass(frozen=True, slots=True)
class Shelves:
    """The library, arranged: all photos, and every list by sort and slug."""

    everything: PhotoList
    lists: Mapping[tuple[Sort, str], PhotoList]
    calendar: Calendar

    def pages(self) -> list[PhotoList]:
        """The lists that have pages of their own, the one of everything first."""
        long = [one for one in self.lists.values() if len(one.photos) >= _WORTH_A_LIST]
        return [self.everything, *long]

    def groups(self) -> list[WayGroup]:
        """Every way into the library."""
        titles: dict[Sort, str] = {
            "event": "Event or project",
            "grade": "Grade",
            "year": "School year",
            "tag": "Tag",
        }
        groups = [
            WayGroup(title, [self._way(one) for one in self.lists.values() if one.sort == sort])
            for sort, title in titles.items()
        ]
        return [group for group in groups if group.ways]

    def ways_from(self, photo: LibraryPhoto) -> dict[Sort, list[Way]]:
        """From a photo to the others it has something in common with."""
        ways: dict[Sort, list[Way]] = {}
        for sort, slugs in _slugs_of(photo, self.calendar).items():
            ways[sort] = [self._way(self.lists[sort, slug], photo) for slug in slugs]
        return ways

    def event_url(self, paths: Iterable[str]) -> str:
        """The list that photos at ``paths`` are together in, "" where there is none."""
        wanted = set(paths)
        for one in self.pages():
            if one.sort == "event" and wanted and wanted <= {photo.path for photo in one.photos}:
                return one.url
        return ""

    def _way(self, found: PhotoList, here: LibraryPhoto | None = None) -> Way:
        count = len(found.photos)
        if count >= _WORTH_A_LIST:
            return Way(found.title, found.url, count)
        return Way(found.title, "" if here else found.photos[0].url, count)


def arrange(
    photos: Sequence[LibraryPhoto], calendar: Calendar, label: Callable[[str, str], str], order: Any
) -> Shelves:
    """All lists, in the order of readers. ``photos`` come newest first.

    ``label(field, id)`` gives what people read for a word of the vocabulary; ``order`` holds the
    ids of its grades.
    """
    lists: dict[tuple[Sort, str], PhotoList] = {}
    for photo in photos:
        for sort, slugs in _slugs_of(photo, calendar).items():
            for slug, title in slugs.items():
                shown = label("grades", title) if sort == "grade" else title
                found = lists.setdefault(
                    (sort, slug), PhotoList(sort, slug, shown, f"{HOME}{sort}s/{slug}/")
                )
                found.photos.append(photo)
    places = {slugify(grade): place for place, grade in enumerate(order)}

    def by_reader(one: PhotoList) -> tuple[Any, ...]:
        if one.sort == "grade":
            return (0, places.get(one.slug, len(places)), one.slug)
        if one.sort == "year":
            return (1, -int(one.slug[:4]), "")
        return (2, 0, one.title.casefold(), one.slug)

    ordered = sorted(lists.values(), key=lambda one: (one.sort, by_reader(one)))
    return Shelves(
        PhotoList("all", "", "Photos", HOME, list(photos)),
        {(one.sort, one.slug): one for one in ordered},
        calendar,
    )


def _slugs_of(photo: LibraryPhoto, calendar: Calendar) -> dict[Sort, dict[str, str]]:
    """The lists a photo belongs to, slug to title (the id of a grade)."""
    found: dict[Sort, dict[str, str]] = {"event": {}, "grade": {}, "year": {}, "tag": {}}
    if slugify(photo.event):
        found["event"][slugify(photo.event)] = photo.event
    for grade in photo.grades:
        if slugify(grade):
            found["grade"][slugify(grade)] = grade
    if photo.day:
        year = SchoolYear.of(photo.day, calendar.zone, calendar.first_month)
        found["year"][year.slug] = str(year)
    for tag in photo.tags:
        found["tag"][tag.slug] = tag.label
    return found
