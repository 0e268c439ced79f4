"""An MP3 without anything but its sound. Pure.

An MP3 is a row of frames; tags, covers and whatever programs left stand before, behind and between
them. The frames alone are kept, byte for byte, behind a new header frame that tells players the
length, so that nothing is lost and nothing else survives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second by their number in the header, of MPEG-1 and of its younger brothers."""
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_LAYER_3 = 1
_MONO = 3
_TOC = 100
_WHOLE = 0.9
"""A file with less than this part of the frames that its own header counts was cut off."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One frame by its four bytes: version, hertz, channels' mode, length in bytes."""

    version: int
    rate: int
    mode: int
    length: int

    @property
    def samples(self) -> int:
        return 1152 if self.version == 3 else 576

    @property
    def side(self) -> int:
        """Bytes between the header and what a header frame tells."""
        if self.version == 3:
            return 17 if self.mode == _MONO else 32
        return 9 if self.mode == _MONO else 17


def bare_mp3(data: bytes) -> tuple[bytes, float] | None:
    """The sound in ``data`` as a whole MP3, and its length in seconds.

    None where there are not at least three frames in a row, or far fewer than the file promises.
    """
    frames: list[bytes] = []
    first: _Frame | None = None
    promised = 0
    for place, frame in _frames(data):
        whole = data[place : place + frame.length]
        if first is None:
            first = frame
            said = _promised(whole, frame)
            if said is not None:
                promised = said
                continue
        frames.append(whole)
    if first is None or not frames or len(frames) < _WHOLE * promised:
        return None
    seconds = len(frames) * first.samples / first.rate
    return _header_frame(first, frames) + b"".join(frames), seconds


def _frames(data: bytes) -> Iterator[tuple[int, _Frame]]:
    """Every frame with its place; after anything else, the next that another follows."""
    place, like, sure = 0, None, False
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
        place = size + 10
    while 0 <= place < len(data) - 3:
        frame = _frame_at(data, place)
        if (
            frame
            and (like is None or _alike(frame, like))
            and (sure or _followed(data, place + frame.length, frame))
        ):
            if place + frame.length > len(data):
                return
            yield place, frame
            place, like, sure = place + frame.length, frame, True
        else:
            place, sure = data.find(b"\xff", place + 1), False


def _frame_at(data: bytes, place: int) -> _Frame | None:
    head = data[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, hertz, padded = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != _LAYER_3 or bits in (0, 15) or hertz == 3:
        return None
    rate = _RATES[version][hertz]
    factor = 144 if version == 3 else 72
    length = factor * _BITRATES[version == 3][bits] * 1000 // rate + padded
    return _Frame(version, rate, head[3] >> 6, length)


def _alike(one: _Frame, other: _Frame) -> bool:
    return (one.version, one.rate) == (other.version, other.rate)


def _followed(data: bytes, place: int, like: _Frame) -> bool:
    """True when two more frames follow, or one and the end: two bytes alone turn up anywhere."""
    for _ in range(2):
        if place == len(data):
            return True
        frame = _frame_at(data, place)
        if frame is None or not _alike(frame, like):
            return False
        place += frame.length
    return True


def _promised(whole: bytes, frame: _Frame) -> int | None:
    """How many frames follow a header frame (0 where it does not say); None for sound."""
    tag = 4 + frame.side
    if whole[tag : tag + 4] in (b"Xing", b"Info"):
        counted = whole[tag + 7] & 1
        return int.from_bytes(whole[tag + 8 : tag + 12], "big") if counted else 0
    if whole[36:40] == b"VBRI":
        return int.from_bytes(whole[50:54], "big")
    return None


def _header_frame(like: _Frame, frames: list[bytes]) -> bytes:
    """A silent frame that names the number of frames, the bytes, and where each percent starts."""
    needed = 4 + like.side + 16 + _TOC
    head = bytearray(frames[0][:4])
    head[1] |= 1  # no checksum
    for bits in range(1, 15):
        head[2] = bits << 4 | head[2] & 0x0C
        frame = _frame_at(bytes(head), 0)
        if frame and frame.length >= needed:
            break
    else:
        return b""
    total = frame.length + sum(map(len, frames))
    toc, place, starts = bytearray(), frame.length, []
    for one in frames:
        starts.append(place)
        place += len(one)
    for percent in range(_TOC):
        at = starts[len(frames) * percent // _TOC]
        toc.append(min(255, at * 256 // total))
    tag = b"Xing" + (7).to_bytes(4, "big")
    tag += len(frames).to_bytes(4, "big") + total.to_bytes(4, "big") + bytes(toc)
    return (bytes(head) + bytes(like.side) + tag).ljust(frame.length, b"\0")
