"""What is known of the photos: their headers and what ``media.yaml`` says, read once each."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.common.problems import Problem, ProblemLog
from plugins.media.alts import Shown, settle_alt
from plugins.media.captions import NAME, Caption, Said
from plugins.media.defaults import inherit, matching
from plugins.media.embedded import read_embedded
from plugins.media.focus import Focus
from plugins.media.seen import SeenFiles
from plugins.media.sheets import load_said
from plugins.media.signs import PHOTO_SUFFIXES
from plugins.media.sources import Source, read_source


@dataclass(frozen=True, slots=True)
class Photo:
    """A usable photo: its upright size in pixels and what ``media.yaml`` says about it.

    ``path`` is relative to the content folder. ``people`` is None where nobody has looked yet,
    ``()`` where nobody can be recognised. ``moving``: an animation.
    """

    path: str
    width: int
    height: int
    moving: bool
    title: str
    alt: str
    caption: str
    credit: str
    place: str
    tags: tuple[str, ...]
    grades: tuple[str, ...]
    people: tuple[str, ...] | None
    decorative: bool
    focus: Focus | None
    cover: bool = False


@dataclass(slots=True)
class PhotoCatalogue:
    """The photos under ``root``, by path relative to it; what is wrong with them goes to a log."""

    root: Path
    max_megapixels: float
    problems: ProblemLog
    still: Callable[[str], Source | Problem | None] | None = None
    """The picture of a clip as a photo, or why there is none; None for all that is no clip."""
    seen: SeenFiles | None = None
    _sources: dict[str, Source | None] = field(default_factory=dict)
    _said: dict[str, Said] = field(default_factory=dict)

    def source(self, path: str) -> Source | None:
        """The photo at ``path``; None, and a problem, where it cannot be used."""
        if path not in self._sources:
            found = self.still(path) if self.still else None
            found = found or read_source(self.root, path, self.max_megapixels, self.seen)
            if isinstance(found, Problem):
                self.problems.extend([found])
            self._sources[path] = found if isinstance(found, Source) else None
        return self._sources[path]

    def caption(self, path: str) -> Caption:
        """What ``media.yaml`` says about the photo at ``path``, empty where it says nothing.

        What its own entry leaves out, patterns say: in its folder first, then in those above; of
        several in one folder each, the most exact first.
        """
        place = PurePosixPath(path)
        own = self._said_in(_named(place.parent)).photos.get(place.name)
        return inherit(
            own or Caption(name=place.name),
            (
                said
                for above in place.parents
                for said in matching(
                    self._said_in(_named(above)).defaults, str(place.relative_to(above))
                )
            ),
        )

    def photo(self, path: str) -> Photo | None:
        """Everything about the photo at ``path``; None where it cannot be used."""
        source = self.source(path)
        if source is None:
            return None
        said = self.caption(path)
        return Photo(
            path=source.path,
            width=source.size[0],
            height=source.size[1],
            moving=source.frames > 1,
            title=said.title,
            alt=said.alt,
            caption=said.caption,
            credit=said.credit,
            place=said.place,
            tags=said.tags,
            grades=said.grades,
            people=said.people,
            decorative=said.decorative,
            focus=said.focus,
            cover=said.cover,
        )

    def photos_in(self, folder: str) -> list[Photo]:
        """The photos of a folder that are about to be shown, in the order of ``media.yaml``.

        Those it does not list follow as they were taken. One without a description is a problem
        here, since no text can give it another.
        """
        photos: list[Photo] = []
        for path in self.paths_in(folder):
            if found := self.photo(path):
                self.alt_for(path, None, path, 0, "folder")
                photos.append(found)
        return photos

    def paths_in(self, folder: str) -> list[str]:
        """The paths of what is named like a photo in a folder, usable or not, in that order."""
        folder = folder.strip("/")
        listed = self._said_in(folder).photos
        names = [*listed, *(name for name in self._names_in(folder) if name not in listed)]
        paths = [
            f"{folder}/{name}" if folder else name
            for name in names
            if PurePosixPath(name).suffix.lower() in PHOTO_SUFFIXES
        ]
        of_listed = sum(PurePosixPath(path).name in listed for path in paths)
        return paths[:of_listed] + sorted(paths[of_listed:], key=self._written)

    def alt_for(
        self, path: str, written: str | None, shown_in: str, line: int, shown: Shown = "text"
    ) -> str:
        """The alt text of the photo as ``shown_in`` writes it at ``line``; a bad one is a problem.

        ``written`` is None where the text gives none, so that ``media.yaml`` speaks.
        """
        said = self.caption(path)
        alt = settle_alt(written, said.alt, path, decorative=said.decorative, shown=shown)
        wrong = alt.finding
        if wrong:
            if alt.from_sidecar and written is None:
                shown_in, line = str(PurePosixPath(path).with_name(NAME)), said.lines.get("alt", 0)
            self.problems.add(shown_in, line, wrong.rule, wrong.value, wrong.message, wrong.hint)
        return alt.text

    def accepted(self, path: str) -> str:
        """The hash of the handout at ``path`` by which somebody accepted it, or ""."""
        place = PurePosixPath(path)
        return self._said_in(_named(place.parent)).accepted.get(place.name, "")

    def names_in(self, folder: str) -> list[str]:
        """The names of the files in a folder, as people count."""
        return self._names_in(folder)

    def all_said(self) -> Iterator[tuple[str, Caption]]:
        """Every entry read so far, of a photo or a pattern, with the path of its ``media.yaml``."""
        for folder, said in sorted(self._said.items()):
            sheet = f"{folder}/{NAME}" if folder else NAME
            for caption in (*said.photos.values(), *said.defaults.values()):
                yield sheet, caption

    def read_all_captions(self) -> None:
        """Read every ``media.yaml`` there is, so that none is wrong in silence."""
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if NAME in names:
                path = Path(folder).relative_to(self.root).as_posix()
                self._said_in("" if path == "." else path)

    def _written(self, path: str) -> str:
        """The camera's clock, which sorts as it stands; a photo without comes last."""
        source = self.source(path)
        written = read_embedded(source.file).written if source else ""
        return written if written[:4].isdecimal() else "9999"

    def _said_in(self, folder: str) -> Said:
        if folder not in self._said:
            names = self._names_in(folder)
            known = load_said(self.root, folder, names, self.problems) if names else Said()
            self._said[folder] = known
        return self._said[folder]

    def _names_in(self, folder: str) -> list[str]:
        place = self.root / folder
        try:
            if not place.resolve().is_relative_to(self.root.resolve()):
                return []
            names = [one.name for one in os.scandir(place) if one.is_file()]
        except (OSError, ValueError, RuntimeError):  # no such folder, no such name, a ring of links
            return []
        return sorted((one for one in names if not one.startswith((".", "~"))), key=_counting)


def _named(folder: PurePosixPath) -> str:
    return "" if str(folder) == "." else str(folder)


def _counting(name: str) -> list[tuple[int, str]]:
    """Sorts fair-2.jpg before fair-10.jpg."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
