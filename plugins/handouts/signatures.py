"""File signatures: the first bytes of photos, films, sounds and fonts, of any maker. Pure.

Originals are known only to be named, since what is published is known by its own signature and
everything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Original = Literal["a photo", "a film", "a sound", "a drawing"]

_SIGNATURES: Mapping[bytes, Original] = {
    b"\xff\xd8\xff": "a photo",
    b"\x89PNG": "a photo",
    b"GIF8": "a photo",
    b"II*\0": "a photo",
    b"MM\0*": "a photo",
    b"II+\0": "a photo",
    b"MM\0+": "a photo",
    b"IIRO": "a photo",
    b"IIRS": "a photo",
    b"IIU\0": "a photo",
    b"IIIIT": "a photo",
    b"\0MRM": "a photo",
    b"FUJIFILM": "a photo",
    b"FOVb": "a photo",
    b"8BPS": "a photo",
    b"\xff\x0a": "a photo",
    b"\0\0\0\x0cjP": "a photo",
    b"\0\0\0\x0cJXL": "a photo",
    b"\xff\x4f\xff\x51": "a photo",
    b"gimp xcf": "a photo",
    b"\x76\x2f\x31\x01": "a photo",
    b"#?RADIANCE": "a photo",
    b"qoif": "a photo",
    b"FLIF": "a photo",
    b"BPG\xfb": "a photo",
    b"II\xbc": "a photo",
    b"DDS ": "a photo",
    b"\x1aE\xdf\xa3": "a film",
    b"\0\0\1\xba": "a film",
    b"\0\0\1\xb3": "a film",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "a film",
    b"FLV\1": "a film",
    b".RMF": "a film",
    b"\x06\x0e\x2b\x34": "a film",
    b"DVDVIDEO": "a film",
    b"ID3": "a sound",
    b"OggS": "a sound",
    b"fLaC": "a sound",
    b"caff": "a sound",
    b"FORM": "a sound",
    b".snd": "a sound",
    b"#!AMR": "a sound",
    b"MAC ": "a sound",
    b"wvpk": "a sound",
    b"MThd": "a sound",
    b"TTA1": "a sound",
    b"DSD ": "a sound",
    b"RF64": "a sound",
    b"#!SILK": "a sound",
}
_TEXT_PICTURES = re.compile(
    rb"P[1-7]\s+(#[^\n]*\n\s*)*\d+\s+\d+|/\* XPM \*/|\s*#define \w+_width \d"
)
_TRACKED = frozenset((b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid"))
_RIFF: Mapping[bytes, Original] = {b"WEBP": "a photo", b"WAVE": "a sound"}
_PACKETS = (188, 192, 204)
_ANYWHERE = re.compile(
    rb"Exif\0\0|\xff\xd8\xff[\xe0-\xef\xdb]|\x89PNG\r\n\x1a\n|<\?xpacket begin|"
    rb"ftyp(heic|heix|mif1|avif|qt  |mp4|isom|M4A )|RIFF....(AVI |WAVE|WEBP)|"
    rb"\x1aE\xdf\xa3.{0,64}webm|OggS\0\2|fLaC\0\0\0\"|8BPS\0\1\0\0",
    re.DOTALL,
)
"""Signatures that are long enough to stand for something in the middle of a file."""


def original_in(data: bytes) -> Original | None:
    """What photo, film or sound ``data`` begins as; None where it is no known one."""
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature) and not _reads_as_text(data):
            return what
    if _TEXT_PICTURES.match(data):
        return "a photo"
    if data[4:8] in _TRACKED and not _reads_as_text(data):
        still = data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"avis", b"crx ", b"msf1")
        return "a photo" if still else "a film"
    if data[:4] in (b"RIFF", b"RIFX") and len(data) > 11:
        return _RIFF.get(data[8:12], "a film")
    if data[:2] == b"BM" and b"\0" in data[:16]:
        return "a photo"
    if any(_packets(data, size) for size in _PACKETS):
        return "a film"
    if (
        len(data) > 2
        and data[0] == 0xFF
        and data[1] & 0xE0 == 0xE0
        and data[1] != 0xFE
        and b"\0" in data[:4096]
    ):
        return "a sound"
    return None


def hides_original(data: bytes) -> bool:
    """True where a photo, film or sound stands anywhere in ``data``, behind whatever else."""
    return _ANYWHERE.search(data) is not None


def is_font(data: bytes) -> bool:
    """True for TrueType and OpenType, and as PowerPoint wraps them up (EOT)."""
    return data[:4] in (b"\0\1\0\0", b"OTTO", b"true", b"ttcf") or data[34:36] == b"LP"


def _packets(data: bytes, size: int) -> bool:
    """A transport stream: every so many bytes the same one, four bytes on in a camera's."""
    for start in (0, 4):
        places = range(start, min(len(data), start + 5 * size), size)
        if len(places) > 2 and all(data[place] == 0x47 for place in places):
            return True
    return len(data) < 3 * size and data[:2] == b"\x47\x40" and b"\0" in data[:64]


def _reads_as_text(data: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in data[:512]) and data[:1] < b"\x80"
