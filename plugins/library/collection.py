"""Which photos are in the library, and what is told of each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Use:
    """A public text that shows a photo: its title, site-relative address and kind."""

    title: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class LibraryPhoto:
    """A photo of the library. ``path`` is relative to the content folder, ``id`` lasts.

    ``named``: its title is somebody's words for it, and not the start of its description. ``tags``
    have ``slug`` and ``label``; ``grades`` are ids of the vocabulary; ``event`` and
    ``place`` may be empty. ``day`` is when it was taken or, where ``taken`` is False, when a text
    first showed it; None where nothing tells. ``width`` and ``height`` are pixels,
    ``colour`` is ``#rrggbb`` or empty, ``focus`` parts of both sides.
    """

    id: str
    path: str
    title: str
    named: bool
    alt: str
    caption: str
    credit: str
    tags: tuple[Any, ...]
    grades: tuple[str, ...]
    event: str
    place: str
    day: datetime | None
    taken: bool
    width: int
    height: int
    shape: str
    sort: str
    colour: str
    focus: tuple[float, float] | None
    uses: tuple[Use, ...]

    @property
    def url(self) -> str:
        """The site-relative address of its page."""
        return f"library/{self.id}/"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A photo as one text shows it."""

    path: str
    alt: str
    content: Any
    in_gallery: bool


def collect(contents: Iterable[Any], media: Any, filing: Any) -> list[LibraryPhoto]:
    """The photos that ``contents`` show, newest first; ``contents`` in a fixed order.

    ``media`` is ``context["media"]`` and ``filing`` what it gives. A photo that may not be on the
    site, that cannot be used, or that nobody describes is not among them. The same photo in two
    folders is one, under the path that comes first.
    """
    by_id: dict[str, list[_Shown]] = {}
    for content in contents:
        for shown in _shown_by(content, media):
            filed = filing.of(shown.path) if media.released(shown.path) else None
            if filed is not None:
                by_id.setdefault(filed.id, []).append(shown)
    found = [_tell(shown, media, filing) for shown in by_id.values()]
    return sorted((photo for photo in found if photo.alt), key=_newest_first)


def _shown_by(content: Any, media: Any) -> Iterator[_Shown]:
    for path, alt in media.shown_by(content.relative_source_path).items():
        yield _Shown(path, alt, content, in_gallery=False)
    for photo in getattr(content, "photos", None) or ():
        yield _Shown(photo.path, photo.alt, content, in_gallery=True)


def _tell(shown: list[_Shown], media: Any, filing: Any) -> LibraryPhoto:
    path = min(one.path for one in shown)
    said, filed = media.photo(path), filing.of(path)
    alt = said.alt or next((one.alt for one in shown if one.alt), "")
    dates = [one.content.date for one in shown if one.content.kind != "pages"]
    uses = {one.content.url: one.content for one in shown}
    return LibraryPhoto(
        id=filed.id,
        path=path,
        title=textwrap.shorten(said.title or said.caption or alt, _LONGEST_TITLE, placeholder=" …"),
        named=bool(said.title or said.caption),
        alt=alt,
        caption=said.caption,
        credit=said.credit,
        tags=filed.tags,
        grades=filed.grades or _grades_of_galleries(shown),
        event=filed.event,
        place=filed.place,
        day=filed.taken or min(dates, default=None),
        taken=filed.taken is not None,
        width=said.width,
        height=said.height,
        shape=filed.shape,
        sort=filed.sort,
        colour=filed.colour,
        focus=said.focus,
        uses=tuple(Use(one.title, url, one.kind) for url, one in uses.items()),
    )


def _grades_of_galleries(shown: list[_Shown]) -> tuple[str, ...]:
    """A photo that names no grade shows those of the project it was hung for."""
    named = [grade for one in shown if one.in_gallery for grade in one.content.grades]
    return tuple(dict.fromkeys(named))


def _newest_first(photo: LibraryPhoto) -> tuple[float, str]:
    return (-photo.day.timestamp() if photo.day else float("inf"), photo.path)
