"""What a camera or a photo program wrote into a file: keywords, a title, when it was taken.

None of it is ever published as it stands (``tagging.py`` decides what counts). Only headers are
read, no pixel is decoded, and nothing written in them is believed: not a length, not a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defusedxml import ElementTree
from PIL import ExifTags, IptcImagePlugin
from PIL.ImageFile import ImageFile

from plugins.media.opening import open_photo

_MOST_XMP = 256_000
_MOST_WORDS = 64
_LONGEST = 80
_IPTC_TITLE, _IPTC_KEYWORDS = (2, 5), (2, 25)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Embedded:
    """What stands in a file, as it stands there. ``written`` and ``offset`` are EXIF's."""

    keywords: tuple[str, ...] = ()
    title: str = ""
    written: str = ""
    offset: str = ""


def read_embedded(file: Path) -> Embedded:
    """What stands in ``file``, a photo that ``read_source`` accepted. Never raises."""
    try:
        with open_photo(file) as image:
            keywords, title = _described(image)
            written, offset = _taken(image)
    except Exception:  # noqa: BLE001 - damaged headers make Pillow raise almost anything
        return Embedded()
    words = (" ".join(word.split()) for word in keywords)
    short = dict.fromkeys(word for word in words if 0 < len(word) <= _LONGEST)
    return Embedded(tuple(short)[:_MOST_WORDS], " ".join(title.split())[:_LONGEST], written, offset)


def _described(image: ImageFile) -> tuple[list[str], str]:
    keywords, title = _iptc(image)
    for name, words in _xmp(image):
        if name == "subject":
            keywords += words
        elif not title and words:
            title = words[0]
    return keywords, title


def _iptc(image: ImageFile) -> tuple[list[str], str]:
    try:
        found: dict[Any, Any] = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001 - nothing in a file may stop the build
        return [], ""
    titles = _texts(found.get(_IPTC_TITLE))
    return _texts(found.get(_IPTC_KEYWORDS)), titles[0] if titles else ""


def _texts(values: Any) -> list[str]:
    some = values if isinstance(values, list) else [values]
    return [_decoded(one) for one in some[:_MOST_WORDS] if isinstance(one, bytes)]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _xmp(image: ImageFile) -> Iterator[tuple[str, list[str]]]:
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if not isinstance(data, bytes) or len(data) > _MOST_XMP:
        return
    try:
        top = ElementTree.fromstring(data.strip(b"\0 \r\n\t"))
    except Exception:  # noqa: BLE001 - entities, nonsense: as if nothing stood there
        return
    for name in ("subject", "title"):
        for element in top.iter(f"{_DC}{name}"):
            yield name, [item.text or "" for item in element.iter(f"{_RDF}li")][:_MOST_WORDS]


def _taken(image: ImageFile) -> tuple[str, str]:
    if image.format == "PNG" and "exif" not in image.info:
        return "", ""  # Pillow would decode the whole image to look for more behind it
    try:
        tags: Any = image.getexif().get_ifd(ExifTags.IFD.Exif)
    except Exception:  # noqa: BLE001 - damaged EXIF tells no time
        return "", ""
    return (
        _plain(tags.get(ExifTags.Base.DateTimeOriginal)),
        _plain(tags.get(ExifTags.Base.OffsetTimeOriginal)),
    )


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip("\0 ") if isinstance(value, str) else ""
