"""What an import takes, known by how a file begins and not by its name. Pure.

What is a photo, ``plugins/media/sources.py`` decides; only photos are copied so far.
"""

from __future__ import annotations

from typing import Literal

HEAD = 32
"""Bytes from the start of a file that are enough to know film and sound."""

SUFFIXES = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "TIFF": ".tif",
    "AVIF": ".avif",
    "HEIF": ".heic",
}
"""The ending that a copied photo gets, by the format of its content."""

RAW_SUFFIXES = frozenset(".dng .nef .nrw .cr2 .cr3 .arw .orf .rw2 .raf .pef .srw".split())  # noqa: SIM905
"""A camera's raw files: their content is a TIFF, of which only a thumbnail could be shown."""

Later = Literal["film", "recording"]

_PHOTO_BRANDS = frozenset(
    (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
)
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def film_or_sound(start: bytes) -> Later | None:
    """What MP4, MOV, WebM, MP3, M4A and WAV are, from their first :data:`HEAD` bytes; else None."""
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        if brand in _PHOTO_BRANDS:
            return None
        return "recording" if brand in _SOUND_BRANDS else "film"
    if start[4:8] in _OLD_MOVIE or start.startswith(b"\x1aE\xdf\xa3"):
        return "film"
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "recording"
    # An MP3 starts with its tag, or at once with a frame: eleven bits set, layer III.
    frame = len(start) > 1 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2
    return "recording" if frame or start.startswith(b"ID3") else None
