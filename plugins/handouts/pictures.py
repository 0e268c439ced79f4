"""Pictures and sounds inside documents: the same pixels and tones, without anything written beside.

Nothing is decoded or encoded anew: the parts of a file that draw or sound are kept, all others left
out, as is whatever stands behind the end. A format that is not known here has no bare copy.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from plugins.handouts.findings import RefusedError
from plugins.handouts.xmlparts import (
    Element,
    local,
    local_attribute,
    parse_xml,
    remove,
    texts_of,
    write_xml,
)

CopyKind = Literal["picture", "sound", "drawing"]


class DamagedError(ValueError):
    """The file is not what it begins as."""


@dataclass(frozen=True, slots=True)
class BareCopy:
    """A picture or sound as it may leave. ``photo``: it is a JPEG, as cameras write them, or had
    notes of a camera in it. ``words`` are those in a drawing.
    """

    data: bytes
    kind: CopyKind
    photo: bool = False
    words: str = ""


def bare_copy(data: bytes) -> BareCopy | None:
    """The bare copy of a picture or sound; None where it is no whole one of a known format."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return BareCopy(_jpeg(data), "picture", photo=True)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return BareCopy(_png(data), "picture", photo=b"eXIf" in data or b"Exif\0\0" in data)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return BareCopy(_gif(data), "picture")
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return BareCopy(_riff(data, _WEBP_KEPT), "picture", photo=b"VP8 " in data)
        if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
            return BareCopy(_riff(data, _WAVE_KEPT), "sound")
        if data.startswith(b"ID3") or (len(data) > 3 and _mp3_frame(data, 0)):
            return BareCopy(_mp3(data), "sound")
    except (DamagedError, struct.error, IndexError, zlib.error):
        return None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<svg" in data[:4096].lower():
        return _drawing(data)
    return None


_EXIF_AND_OTHERS_KEPT = frozenset((0xDB, 0xC4, 0xDD, 0xDA, 0xCC, *range(0xC0, 0xC4)))
_FRAMES = frozenset((*range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"


def _jpeg(data: bytes) -> bytes:
    kept, place = [b"\xff\xd8"], 2
    drawn = False
    while True:
        if data[place] != 0xFF:
            raise DamagedError
        while data[place] == 0xFF:
            place += 1
        marker = data[place]
        place += 1
        if marker == 0xD9:
            if not drawn:
                raise DamagedError
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        if marker in (0x01, *range(0xD0, 0xD8)):
            continue
        (length,) = struct.unpack_from(">H", data, place)
        if length < 2 or place + length > len(data):
            raise DamagedError
        segment = data[place + 2 : place + length]
        place += length
        whole = b"\xff" + bytes((marker,)) + struct.pack(">H", length) + segment
        if marker in _EXIF_AND_OTHERS_KEPT or marker in _FRAMES:
            kept.append(whole)
        elif marker == 0xE0 and segment.startswith(b"JFIF\0") and len(segment) >= 12:
            kept.append(_JFIF[:9] + segment[5:12] + b"\0\0")
        elif (marker == 0xE2 and segment.startswith(b"ICC_PROFILE\0")) or (
            marker == 0xEE and segment.startswith(b"Adobe")
        ):
            kept.append(whole)
        if marker == 0xDA:
            end = _end_of_scan(data, place)
            kept.append(data[place:end])
            place, drawn = end, True


def _end_of_scan(data: bytes, place: int) -> int:
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise DamagedError
        following = data[place + 1]
        if following == 0xFF:
            place += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        else:
            return place


_PNG_KEPT_WORDS = """
IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs acTL fcTL fdAT cICP
"""
_PNG_KEPT = frozenset(_PNG_KEPT_WORDS.encode().split())


def _png(data: bytes) -> bytes:
    kept, place = [data[:8]], 8
    while True:
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data):
            raise DamagedError
        if kind in _PNG_KEPT:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end


def _gif(data: bytes) -> bytes:
    place = 13
    if data[10] & 0x80:
        place += 3 << ((data[10] & 7) + 1)
    kept = [data[:place]]
    while True:
        sign = data[place]
        if sign == 0x3B:
            return b"".join([*kept, b";"])
        start = place
        if sign == 0x21:
            label, place = data[place + 1], place + 2
            loops = data[place : place + 12] == b"\x0bNETSCAPE2.0"
            end = _end_of_blocks(data, place)
            if label == 0xF9 or (label == 0xFF and loops):
                kept.append(data[start:end])
        elif sign == 0x2C:
            flags = data[place + 9]
            place += 10 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0) + 1
            end = _end_of_blocks(data, place)
            kept.append(data[start:end])
        else:
            raise DamagedError
        place = end


def _end_of_blocks(data: bytes, place: int) -> int:
    while size := data[place]:
        place += size + 1
    return place + 1


_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WAVE_KEPT = frozenset((b"fmt ", b"fact", b"data", b"smpl"))
_WITHOUT_NOTES = 0xFF ^ 0x0C


def _riff(data: bytes, names: frozenset[bytes]) -> bytes:
    kept: list[bytes] = []
    for name, chunk in _chunks(data):
        if name not in names:
            continue
        if name == b"VP8X":
            chunk = bytes((chunk[0] & _WITHOUT_NOTES,)) + chunk[1:]
        kept.append(name + struct.pack("<I", len(chunk)) + chunk + b"\0" * (len(chunk) % 2))
    if len(kept) < 1:
        raise DamagedError
    body = data[8:12] + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (size,) = struct.unpack_from("<I", data, 4)
    place, end = 12, min(len(data), size + 8)
    while place + 8 <= end:
        (length,) = struct.unpack_from("<I", data, place + 4)
        if place + 8 + length > len(data):
            raise DamagedError
        yield data[place : place + 4], data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


_RATES = (
    (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _mp3_frame(data: bytes, place: int) -> int:
    """The length of the frame of MPEG layer III at ``place``; 0 where there is none."""
    head = data[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or sample == 3:
        return 0
    kilobits = _RATES[version != 3][rate - 1]
    factor = 144_000 if version == 3 else 72_000
    return factor * kilobits // _SAMPLES[version][sample] + (head[2] >> 1 & 1)


def _mp3(data: bytes) -> bytes:
    place = 0
    while data[place : place + 3] == b"ID3":
        size = 0
        for byte in data[place + 6 : place + 10]:
            size = size << 7 | byte & 0x7F
        place += 10 + size + (10 if data[place + 5] & 0x10 else 0)
    while data[place : place + 1] == b"\0":
        place += 1
    kept: list[bytes] = []
    while (length := _mp3_frame(data, place)) and place + length <= len(data):
        kept.append(data[place : place + length])
        place += length
    if len(kept) < 2:
        raise DamagedError
    return b"".join(kept)


_DRAWN_WORDS = """
svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol title
linearGradient radialGradient stop clipPath mask pattern marker filter image style feBlend
feColorMatrix feComponentTransfer feComposite feFlood feGaussianBlur feMerge feMergeNode
feOffset feFuncA feFuncR feFuncG feFuncB feMorphology feTurbulence feDropShadow switch a
"""
_DRAWN = frozenset(_DRAWN_WORDS.split())
_DATA_URI = re.compile(r"data:image/[a-z+.-]+;base64,(.*)", re.IGNORECASE | re.DOTALL)


def _drawing(data: bytes) -> BareCopy | None:
    try:
        top = parse_xml(re.sub(rb"<!DOCTYPE[^>\[]*>", b"", data, count=1, flags=re.IGNORECASE))
    except RefusedError:
        return None
    if local(top) != "svg":
        return None
    words, photo, raster = texts_of(top), False, False
    for element in list(top.iter()):
        if local(element) not in _DRAWN:
            remove(element)
            continue
        for name, value in list(element.attrib.items()):
            key = local_attribute(name)
            if key.lower().startswith("on") or "inkscape" in str(name) or "sodipodi" in str(name):
                del element.attrib[name]
            elif key == "href" and not str(value).startswith("#"):
                bare = _embedded(str(value)) if local(element) == "image" else None
                if bare is None:
                    del element.attrib[name]
                    continue
                raster, photo = True, photo or bare.photo
                kind = "jpeg" if bare.photo and bare.data[:1] == b"\xff" else _raster(bare.data)
                encoded = base64.b64encode(bare.data).decode("ascii")
                element.attrib[name] = f"data:image/{kind};base64,{encoded}"
        if local(element) == "style" and "data:" in (element.text or ""):
            remove(element)
    if _styled(top):
        return None
    return BareCopy(write_xml(top), "picture" if raster else "drawing", photo, words)


def _styled(top: Element) -> bool:
    """True where a picture may hide in a style, which nothing here looks into."""
    return any(
        "data:" in str(value) and local_attribute(name) != "href"
        for element in top.iter()
        for name, value in element.attrib.items()
    )


def _embedded(address: str) -> BareCopy | None:
    found = _DATA_URI.match(address.strip())
    if found is None:
        return None
    try:
        bare = bare_copy(base64.b64decode("".join(found[1].split()), validate=True))
    except (binascii.Error, ValueError):
        return None
    return bare if bare and bare.kind == "picture" else None


def _raster(data: bytes) -> str:
    return "png" if data[:1] == b"\x89" else "gif" if data[:3] == b"GIF" else "webp"


def bare_jpeg2000(data: bytes) -> bytes | None:
    """JPEG 2000, as scanners put it into PDFs: its boxes without those that hold notes."""
    try:
        if data.startswith(_CODESTREAM):
            return _codestream(data)
        kept, place = [], 0
        while place < len(data):
            length, kind = struct.unpack_from(">I4s", data, place)
            if length == 0:
                length = len(data) - place
            if length < 8 or place + length > len(data):
                return None
            if kind == b"jp2c":
                drawn = _codestream(data[place + 8 : place + length])
                kept.append(struct.pack(">I4s", len(drawn) + 8, kind) + drawn)
            elif kind in _JP2_KEPT:
                kept.append(data[place : place + length])
            place += length
    except (DamagedError, struct.error, IndexError):
        return None
    return b"".join(kept) if kept else None


_CODESTREAM = b"\xff\x4f\xff\x51"
_JP2_KEPT = frozenset((b"jP  ", b"ftyp", b"jp2h", b"rreq", b"jpch", b"jplh", b"cgrp"))
_COMMENT, _TILE = b"\xff\x64", b"\xff\x90"


def _codestream(data: bytes) -> bytes:
    """Its main header without remarks, its tiles, and nothing behind (ISO 15444-1, annex A)."""
    if not data.startswith(_CODESTREAM):
        raise DamagedError
    kept, place = [data[:2]], 2
    while data[place : place + 2] != _TILE:
        (length,) = struct.unpack_from(">H", data, place + 2)
        if data[place] != 0xFF or length < 2:
            raise DamagedError
        if data[place : place + 2] != _COMMENT:
            kept.append(data[place : place + 2 + length])
        place += 2 + length
    while data[place : place + 2] == _TILE:
        (length,) = struct.unpack_from(">I", data, place + 6)
        end = place + length if length else max(data.rfind(b"\xff\xd9"), place + 14)
        if end < place + 14:
            raise DamagedError
        kept.append(data[place:end])
        place = end
    return b"".join([*kept, b"\xff\xd9"])
