"""What an import takes, and the ending that each sort of file gets. Pure.

What is a photo, a clip or a recording, its content says: ``plugins/media/sources.py`` and
``plugins/media/playing/sources.py`` decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from plugins.media.signs import Container

Sort = Literal["photo", "clip", "recording"]

_PLAYED: Mapping[tuple[Container, Sort], tuple[str, ...]] = {
    ("mov", "clip"): (".mp4", ".mov", ".m4v", ".3gp"),
    ("mov", "recording"): (".m4a", ".m4b"),
    ("matroska", "clip"): (".webm", ".mkv"),
    ("matroska", "recording"): (".webm", ".mkv"),
    ("ogg", "clip"): (".ogv",),
    ("ogg", "recording"): (".ogg", ".oga", ".opus"),
    ("mp3", "recording"): (".mp3",),
    ("wav", "recording"): (".wav",),
    ("flac", "recording"): (".flac",),
}
"""The endings that are true of a file; the first where its own is none of them."""

RAW_SUFFIXES = frozenset(".dng .nef .nrw .cr2 .cr3 .arw .orf .rw2 .raf .pef .srw".split())  # noqa: SIM905
"""A camera's raw files: their content is a TIFF, of which only a thumbnail could be shown."""


def played_suffix(container: Container, sort: Sort, own: str) -> str:
    """The ending of a copied clip or recording whose own ending is ``own``."""
    endings = _PLAYED.get((container, sort), (f".{container}",))
    return own.lower() if own.lower() in endings else endings[0]
