"""Whether a file of film or sound was copied to its end."""

from __future__ import annotations

from typing import IO

from plugins.media.signs import Container

_SEGMENT = b"\x18\x53\x80\x67"
_WITHIN = 4096


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
