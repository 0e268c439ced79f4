"""The names of copied photos: day, event and a piece of their content's hash. Pure.

Never the camera's own: ``IMG_4711.jpg`` repeats, says nothing, and counts what was deleted.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from slugify import slugify

_LONGEST = 60
_SHORTEST_HASH = 6


def event_slug(event: str) -> str:
    """``Robotics fair!`` as ``robotics-fair``, for a folder and for names; empty where none is."""
    return slugify(event, max_length=_LONGEST, word_boundary=True)


def photo_name(day: date, slug: str, digest: str, suffix: str, taken: Container[str]) -> str:
    """``2026-11-20-robotics-fair-3f9ac1.jpg``; more of the hash where that name is ``taken``.

    ``digest`` in hex; ``taken`` are names in small letters.
    """
    for length in range(_SHORTEST_HASH, len(digest) + 1):
        name = f"{day:%Y-%m-%d}-{slug}-{digest[:length]}{suffix}"
        if name not in taken:
            return name
    # Somebody named another file by this very hash.
    return photo_name(day, f"{slug}-again", digest, suffix, taken)
