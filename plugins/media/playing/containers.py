"""What a file of film or sound is by how it begins, and whether it was copied to its end. Pure.

Only these containers are ever opened: others of the same library can name further files or
addresses, and would fetch them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Literal

Container = Literal["mov", "matroska", "mp3", "wav", "ogg", "flac"]
"""The demuxer that reads a file, by its name."""

HEAD = 32
"""Bytes from the start of a file that are enough to know it."""

_PLAYED = (
    ".mp4 .m4v .mov .qt .3gp .webm .mkv .avi .wmv .mpg .mpeg .mts .m2ts .flv .ogv "
    ".mp3 .m4a .m4b .aac .wav .ogg .oga .opus .flac .wma .aif .aiff"
)
PLAYED_SUFFIXES = frozenset(_PLAYED.split())
"""Names that promise film or sound: such a file is shown or reported, never passed over."""

_PHOTO_BRANDS = frozenset(b"avif avis heic heix heim heis hevc hevx mif1 msf1".split())
_OLD_MOVIE = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_SIGNS: Mapping[bytes, Container] = {
    b"\x1aE\xdf\xa3": "matroska",
    b"ID3": "mp3",
    b"OggS": "ogg",
    b"fLaC": "flac",
}
_SEGMENT = b"\x18\x53\x80\x67"
_WITHIN = 4096


def container_of(start: bytes) -> Container | None:
    """What a file is, from its first :data:`HEAD` bytes; None for neither film nor sound."""
    if start[4:8] == b"ftyp":
        return None if start[8:12] in _PHOTO_BRANDS else "mov"
    if start[4:8] in _OLD_MOVIE:
        return "mov"
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "wav"
    for sign, container in _SIGNS.items():
        if start.startswith(sign):
            return container
    # An MP3 without a tag starts at once with a frame: eleven bits set, layer III.
    frame = len(start) > 2 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2
    return "mp3" if frame and start[2] >> 4 not in (0, 15) else None


def is_cut_off(stream: IO[bytes], container: Container) -> bool:
    """True when the file says itself that more should follow. ``stream`` is left anywhere."""
    length = stream.seek(0, 2)
    stream.seek(0)
    if container == "mov":
        return _boxes_run_over(stream, length)
    if container == "wav":
        promised = int.from_bytes(stream.read(8)[4:], "little")
        # Recorders that cannot go back leave 0 or all bits set.
        return promised not in (0, 0xFFFFFFFF) and promised + 8 > length + 1
    if container == "matroska":
        return _segment_runs_over(stream.read(_WITHIN), length)
    return False


def _boxes_run_over(stream: IO[bytes], length: int) -> bool:
    place = 0
    while place < length:
        stream.seek(place)
        head = stream.read(16)
        size = int.from_bytes(head[:4], "big")
        if size == 1 and len(head) == 16:
            size = int.from_bytes(head[8:], "big")
        if size == 0:  # to the end, wherever that is
            return False
        if size < 8:  # no box: what follows is nobody's
            return place == 0
        place += size
    return place > length


def _segment_runs_over(start: bytes, length: int) -> bool:
    place = start.find(_SEGMENT)
    if place < 0 or place + 5 > len(start):
        return False
    place += len(_SEGMENT)
    first = start[place]
    width = 9 - first.bit_length()  # the leading zeros tell how many bytes the number has
    if not first or place + width > len(start):
        return False
    size = int.from_bytes(start[place : place + width], "big") & ((1 << 7 * width) - 1)
    unknown = (1 << 7 * width) - 1
    return size != unknown and place + width + size > length
