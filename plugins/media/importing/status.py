"""What is still to do for the photos of the content folder. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.common.problems import Problem
from plugins.media.alts import settle_alt
from plugins.media.captions import Caption


@dataclass(frozen=True, slots=True)
class Shelved:
    """A usable photo of the content folder, its upright size, and what ``media.yaml`` says."""

    path: str
    width: int
    height: int
    caption: Caption


@dataclass(frozen=True, slots=True)
class PhotoStatus:
    """Paths, relative to the content folder, of the photos that need somebody.

    ``unusable`` are those that the site cannot show at all; they are in none of the other lists.
    """

    photos: int
    not_reviewed: tuple[str, ...]
    without_alt: tuple[str, ...]
    not_used: tuple[str, ...]
    too_small: tuple[str, ...]
    unusable: tuple[Problem, ...]


def build_status(
    photos: Iterable[Shelved],
    unusable: Iterable[Problem],
    shown: Mapping[str, bool],
    least: int,
) -> PhotoStatus:
    """The status of ``photos``.

    ``shown`` has every photo that a text or gallery shows, True where each of them describes it
    itself; ``least`` is the long side in pixels below which a photo is too small.
    """
    kept = list(photos)
    return PhotoStatus(
        photos=len(kept),
        not_reviewed=tuple(one.path for one in kept if one.caption.people is None),
        without_alt=tuple(
            one.path for one in kept if not (shown.get(one.path) or _is_described(one))
        ),
        not_used=tuple(one.path for one in kept if one.path not in shown),
        too_small=tuple(one.path for one in kept if max(one.width, one.height) < least),
        unusable=tuple(sorted(unusable)),
    )


def _is_described(photo: Shelved) -> bool:
    said = photo.caption
    return settle_alt(None, said.alt, photo.path, decorative=said.decorative).finding is None
