"""Filing photos: what people wrote, what the folder is called and what the file itself tells."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath

from plugins.media.catalogue import PhotoCatalogue
from plugins.media.embedded import Embedded, read_embedded
from plugins.media.importing.taken import settle_taken
from plugins.media.sources import Source
from plugins.media.tagging import (
    Shape,
    Sort,
    day_in_name,
    find_unknown,
    settle_event,
    settle_grades,
    settle_tags,
    shape_of,
    sort_of,
)
from plugins.media.words import KnownWords, Tag


@dataclass(frozen=True, slots=True)
class Filed:
    """Under what a photo is found. ``id`` follows from its bytes, wherever it lies.

    ``grades`` are ids of the vocabulary; ``event`` and ``place`` may be empty; ``taken`` is in the
    school's zone, None where neither camera nor file name tells the day; ``colour`` is ``#rrggbb``,
    or empty where it is not known.
    """

    path: str
    id: str
    tags: tuple[Tag, ...]
    grades: tuple[str, ...]
    event: str
    place: str
    taken: datetime | None
    shape: Shape
    sort: Sort
    colour: str = ""


@dataclass(slots=True)
class Filing:
    """Files the photos of ``catalogue`` under ``words``. ``now`` is aware."""

    catalogue: PhotoCatalogue
    words: KnownWords
    zone: tzinfo
    now: datetime
    _filed: dict[str, Filed | None] = field(default_factory=dict)

    def of(self, path: str) -> Filed | None:
        """Under what the photo at ``path`` is found; None for one that cannot be used."""
        if path not in self._filed:
            source = self.catalogue.source(path)
            self._filed[path] = self._file(source) if source else None
        return self._filed[path]

    def _file(self, source: Source) -> Filed:
        said, inside = self.catalogue.caption(source.path), read_embedded(source.file)
        place = PurePosixPath(source.path)
        return Filed(
            path=source.path,
            id=identity_of(source, self.catalogue.root),
            tags=settle_tags(said.tags, inside.keywords, inside.title, self.words),
            grades=settle_grades(said.grades, (*said.tags, *inside.keywords), self.words),
            event=settle_event(str(place.parent), said.event),
            place=said.place,
            taken=taken_at(inside, place.name, self.zone, self.now),
            shape=shape_of(*source.size),
            sort="clip"
            if is_still(source, self.catalogue.root)
            else sort_of(source.format, moving=source.frames > 1),
            colour="#{:02x}{:02x}{:02x}".format(*source.colour) if source.colour else "",
        )


def is_still(source: Source, root: Path) -> bool:
    """True for the picture of a clip, which lies in the work folder and not in the content."""
    return source.file != (root / source.path).resolve()


def identity_of(source: Source, root: Path) -> str:
    """Sixteen hexadecimal digits for a photo: the same bytes have the same anywhere.

    Those of a clip are its own: its picture may change with the program that decodes it.
    """
    if not is_still(source, root):
        return source.digest[:16]
    try:
        with (root / source.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError:  # it went away: what is left of it serves for this build
        return source.digest[:16]


def taken_at(inside: Embedded, name: str, zone: tzinfo, now: datetime) -> datetime | None:
    """When a photo was taken, by its camera, else by the day in its file's name.

    Never by the time of its file: a copy of the folder would give another site.
    """
    taken = settle_taken(inside.written, inside.offset, 0.0, zone, now)
    if taken.by_camera:
        return taken.moment
    day = day_in_name(name)
    return datetime(day.year, day.month, day.day, tzinfo=zone) if day else None


def check_words(catalogue: PhotoCatalogue, words: KnownWords) -> None:
    """Report each word in a ``media.yaml`` read so far that should be of the vocabulary."""
    for sheet, said in catalogue.all_said():
        for found in find_unknown(said.grades, said.tags, words):
            line = said.lines.get(found.key, 0)
            catalogue.problems.add(
                sheet, line, "media-grade-unknown", found.word, found.message, found.hint
            )
