"""What every program is asked for: widths, formats, and the quality number that each needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTHS = (320, 640, 960, 1600)
CONTESTS: Mapping[str, tuple[str, ...]] = {"WebP": ("webp",), "WebP + JPEG": ("webp", "jpeg")}
"""The formats of each contest, by its name in the report."""

QUALITY: Mapping[str, Mapping[str, int]] = {
    "Hallway": {"webp": 80, "jpeg": 81},
    "eleventy-img": {"webp": 80, "jpeg": 80},
    "Hugo": {"webp": 78, "jpeg": 80},
}
"""Numbers that give renditions of equal SSIM and bytes; see the report of the last run."""


@dataclass(frozen=True, slots=True)
class Made:
    """One rendition that a program says it made; ``file`` relative to its output folder."""

    photo: str
    format: str
    width: int
    file: str


def missing_from(made: Sequence[Made], photos: Sequence[str], formats: Sequence[str]) -> list[str]:
    """What was asked for and not made, in words."""
    there = {(one.photo, one.format, one.width) for one in made}
    wanted = [(photo, one, width) for photo in photos for one in formats for width in WIDTHS]
    return [
        f"{photo} {one} {width}" for photo, one, width in wanted if (photo, one, width) not in there
    ]
