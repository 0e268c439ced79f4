"""Which renditions a photo gets: sizes, formats, names. Pure: nothing is opened or written here.

A *source* is the file that the coach took; a *rendition* is one copy of it for the site, smaller,
clean and named after its content. The same source and settings give the same names anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Format = Literal["webp", "avif", "jpeg"]
Size = tuple[int, int]
"""Width and height in pixels, as the photo is seen (upright)."""

FOLDER = "photos"
SUFFIX: Mapping[Format, str] = {"webp": ".webp", "avif": ".avif", "jpeg": ".jpg"}
MIME: Mapping[Format, str] = {"webp": "image/webp", "avif": "image/avif", "jpeg": "image/jpeg"}

LONGEST = 16_383
"""The longest side that WebP can hold, in pixels."""
_BLURRED_WIDTH = 48
_NEAR = 0.9
"""A width nearer than this below the photo's own is not worth a file of its own."""


@dataclass(frozen=True, order=True, slots=True)
class Rendition:
    """One published copy of a photo.

    ``path`` is relative to the output folder (``photos/5f3a-640.webp``), ``url`` is what a page
    writes, ``width`` and ``height`` are pixels. ``moving``: all frames of an animation, and not
    the first alone. ``blurred``: nobody can be recognised in it.
    """

    path: str
    url: str
    width: int
    height: int
    format: Format
    moving: bool = False
    blurred: bool = False

    @property
    def mime(self) -> str:
        """Its media type, like ``image/webp``."""
        return MIME[self.format]


def stem_of(digest: str, recipe: str) -> str:
    """The name of a photo's renditions: of its bytes and how they are encoded, nothing else."""
    return sha256(f"{digest} {recipe}".encode()).hexdigest()[:16]


def plan_widths(size: Size, widths: Iterable[int]) -> tuple[int, ...]:
    """The widths, ascending, that a photo of ``size`` gets; never more than it has.

    The largest is the photo's own width or the largest of ``widths``, whichever is less.
    """
    own, wanted = _own_width(size), sorted(set(widths))
    if own >= wanted[-1]:
        return tuple(wanted)
    return (*(width for width in wanted if width < own * _NEAR), own)


def plan_rendition(
    stem: str,
    size: Size,
    width: int,
    format: Format,  # noqa: A002
    site: str = "",
    *,
    moving: bool = False,
) -> Rendition:
    """The rendition of ``size`` that is ``width`` wide, or as wide as the photo where that is less.

    ``site`` is what URLs start with: ``""`` or ``https://host/prefix``, without a slash at the end.
    """
    width = min(width, _own_width(size))
    path = f"{FOLDER}/{stem}-{width}{'-moving' if moving else ''}{SUFFIX[format]}"
    return Rendition(path, f"{site}/{path}", width, height_at(size, width), format, moving)


def plan_blurred(stem: str, size: Size, site: str = "") -> Rendition:
    """What a preview shows of a photo without release. A browser smooths it to any size."""
    path, height = f"{FOLDER}/{stem}-blurred.jpg", height_at(size, _BLURRED_WIDTH)
    return Rendition(path, f"{site}/{path}", _BLURRED_WIDTH, height, "jpeg", blurred=True)


def plan(
    stem: str, size: Size, widths: Iterable[int], formats: Iterable[Format], site: str = ""
) -> dict[Format, tuple[Rendition, ...]]:
    """Every rendition for a ``srcset``: by format in the given order, widths ascending."""
    planned = plan_widths(size, widths)
    return {
        one: tuple(plan_rendition(stem, size, width, one, site) for width in planned)
        for one in formats
    }


def height_at(size: Size, width: int) -> int:
    """The height of a photo of ``size`` once it is ``width`` wide, at least 1."""
    return min(LONGEST, max(1, round(size[1] * width / size[0])))


def _own_width(size: Size) -> int:
    width, height = size
    return max(1, min(width, LONGEST, width * LONGEST // height))
