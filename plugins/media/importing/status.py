"""What is still to do for the photos of the content folder. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.common.problems import Problem
from plugins.media.alts import settle_alt
from plugins.media.captions import Caption
from plugins.media.importing.kinds import Sort
from plugins.media.renditions import Size


@dataclass(frozen=True, slots=True)
class Shelved:
    """A usable file of the content folder, and what ``media.yaml`` says of it.

    ``size`` is a photo's upright size in pixels.
    """

    path: str
    caption: Caption
    sort: Sort = "photo"
    size: Size = (0, 0)


@dataclass(frozen=True, slots=True)
class PhotoStatus:
    """Paths, relative to the content folder, of the files that need somebody.

    ``unusable`` are photos that the site cannot show at all; they are in none of the other lists.
    """

    photos: int
    clips: int
    recordings: int
    not_reviewed: tuple[str, ...]
    without_alt: tuple[str, ...]
    not_used: tuple[str, ...]
    too_small: tuple[str, ...]
    unusable: tuple[Problem, ...]


def build_status(
    files: Iterable[Shelved],
    unusable: Iterable[Problem],
    shown: Mapping[str, bool],
    least: int,
) -> PhotoStatus:
    """The status of ``files``.

    ``shown`` has every file that a text or gallery shows, True where each of them describes it
    itself; ``least`` is the long side in pixels below which a photo is too small.
    """
    kept = list(files)
    sorts = Counter(one.sort for one in kept)
    return PhotoStatus(
        photos=sorts["photo"],
        clips=sorts["clip"],
        recordings=sorts["recording"],
        # A voice alone is judged only where somebody wrote whose it is.
        not_reviewed=tuple(
            one.path for one in kept if one.caption.people is None and one.sort != "recording"
        ),
        without_alt=tuple(
            one.path for one in kept if not (shown.get(one.path) or _is_described(one))
        ),
        not_used=tuple(one.path for one in kept if one.path not in shown),
        too_small=tuple(one.path for one in kept if one.sort == "photo" and max(one.size) < least),
        unusable=tuple(sorted(unusable)),
    )


def _is_described(file: Shelved) -> bool:
    said = file.caption
    return settle_alt(None, said.alt, file.path, decorative=said.decorative).finding is None
