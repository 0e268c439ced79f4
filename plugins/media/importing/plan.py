"""Which files are to be copied, under which names, and which are there already. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.media.importing.kinds import Sort
from plugins.media.importing.likeness import Alike, Look, find_alike
from plugins.media.importing.naming import photo_name
from plugins.media.importing.taken import Taken


@dataclass(frozen=True, slots=True)
class Found:
    """A usable photo, clip or recording in the folder to import.

    ``path`` is relative to that folder, ``file`` the file itself. ``digest`` is the SHA-256 of its
    bytes in hex, ``suffix`` that of its content's format. ``fingerprint`` is empty for what has
    none. ``has_sound`` is of clips and recordings.
    """

    path: str
    file: Path
    digest: str
    suffix: str
    taken: Taken
    fingerprint: str
    sort: Sort = "photo"
    has_sound: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo, clip or recording of the content folder: ``path`` is relative to it."""

    path: str
    digest: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A file and its place, relative to the content folder: to copy it to, or where it is."""

    found: Found
    path: str

    @property
    def name(self) -> str:
        """Its name in the event's folder."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Same:
    """``path`` (in the folder to import) has the very bytes of ``other``.

    ``other`` is a path of the content folder, or of the folder to import where ``in_batch``.
    """

    path: str
    other: str
    in_batch: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import is going to do.

    ``copies`` in the order in which the photos were taken; ``here`` lie in the event's folder from
    an earlier import; ``elsewhere`` are exact duplicates, left out;
    ``alike`` look alike and are copied all the same, called by the names in both folders.
    """

    copies: tuple[Copy, ...]
    here: tuple[Copy, ...]
    elsewhere: tuple[Same, ...]
    alike: tuple[Alike, ...]


def plan_import(
    found: Sequence[Found], kept: Sequence[Kept], folder: str, slug: str, names: Collection[str]
) -> ImportPlan:
    """The plan for ``found``, given all that the content folder has.

    ``folder`` is the event's, relative to the content folder; ``names`` are all that lie in it.
    """
    kept_as: dict[str, str] = {}
    for one in kept:
        in_folder = PurePosixPath(one.path).parent.as_posix() == folder
        if in_folder or one.digest not in kept_as:
            kept_as[one.digest] = one.path
    here: dict[str, Found] = {}
    fresh: dict[str, Found] = {}
    elsewhere: list[Same] = []
    for photo in found:
        twin, other = fresh.get(photo.digest), kept_as.get(photo.digest)
        if twin is not None:
            elsewhere.append(Same(photo.path, twin.path, in_batch=True))
        elif other is None:
            fresh[photo.digest] = photo
        elif PurePosixPath(other).parent.as_posix() == folder:
            here.setdefault(other, photo)
        else:
            elsewhere.append(Same(photo.path, other, in_batch=False))
    copies = _named(list(fresh.values()), folder, slug, names)
    there = tuple(Copy(photo, path) for path, photo in here.items())
    looks = [
        Look(copy.path, copy.found.digest, copy.found.fingerprint) for copy in (*there, *copies)
    ]
    others = [Look(one.path, one.digest, one.fingerprint) for one in kept if one.path not in here]
    return ImportPlan(
        copies=tuple(copies),
        here=there,
        elsewhere=tuple(elsewhere),
        alike=tuple(find_alike(looks, others)),
    )


def _named(found: list[Found], folder: str, slug: str, names: Collection[str]) -> list[Copy]:
    taken = {name.lower() for name in names}
    copies = []
    for photo in sorted(found, key=lambda one: (one.taken.moment, one.path)):
        name = photo_name(photo.taken.moment.date(), slug, photo.digest, photo.suffix, taken)
        taken.add(name)
        copies.append(Copy(photo, f"{folder}/{name}"))
    return copies
