"""How files begin: the one table by which a file is known, whatever its name says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Container = Literal["mov", "matroska", "mp3", "wav", "ogg", "flac"]
"""The demuxer that reads a file of film or sound, by its name.

Only these are ever opened: others of the same library can name further files or addresses, and
would fetch them.
"""

HEAD = 32
"""Bytes from the start of a file that are enough to know it."""

PHOTOS: Mapping[str, str] = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "TIFF": ".tif",
    "AVIF": ".avif",
    "HEIF": ".heic",
}
"""Every format of a photo that is opened, by the name of its decoder, with its usual ending."""

PHOTO_SUFFIXES = frozenset(
    (*PHOTOS.values(), *".jpeg .jpe .heif .tiff .svg .bmp".split())  # noqa: SIM905
)
"""Names that promise a photo: such a file is shown or reported, never passed over."""

_PLAYED = (
    ".mp4 .m4v .mov .qt .3gp .webm .mkv .avi .wmv .mpg .mpeg .mts .m2ts .flv .ogv "
    ".mp3 .m4a .m4b .aac .wav .ogg .oga .opus .flac .wma .aif .aiff"
)
PLAYED_SUFFIXES = frozenset(_PLAYED.split())
"""Names that promise film or sound: such a file is shown or reported, never passed over."""

_PHOTO_SIGNS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_PHOTO_BRANDS = frozenset(b"avif avis heic heix heim heis hevc hevx mif1 msf1".split())
_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_PLAYED_SIGNS: Mapping[bytes, Container] = {
    b"\x1aE\xdf\xa3": "matroska",
    b"ID3": "mp3",
    b"OggS": "ogg",
    b"fLaC": "flac",
}


def begins_as_photo(start: bytes) -> bool:
    """True for the first bytes of a photo that is opened, damaged further on or not."""
    if start[4:8] == b"ftyp":
        return start[8:12] in _PHOTO_BRANDS
    return start.startswith(_PHOTO_SIGNS) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def container_of(start: bytes) -> Container | None:
    """What a file is, from its first :data:`HEAD` bytes; None for neither film nor sound."""
    if start[4:8] == b"ftyp":
        return None if begins_as_photo(start) else "mov"
    if start[4:8] in _OLD_MOVIE:
        return "mov"
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "wav"
    for sign, container in _PLAYED_SIGNS.items():
        if start.startswith(sign):
            return container
    # An MP3 without a tag starts at once with a frame: eleven bits set, layer III.
    frame = len(start) > 2 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2
    return "mp3" if frame and start[2] >> 4 not in (0, 15) else None
