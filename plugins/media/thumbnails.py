"""The colour of a photo, from what can be looked at for next to nothing.

A camera puts a small copy of each photo into its EXIF: decoding that takes a quarter of a
millisecond. Of a small JPEG without one, an eighth of the pixels is decoded, in some milliseconds.
A large one (26 ms for 12 megapixels), and a photo in any other format (130 ms for HEIC), gets no
colour: the theme has one for all of those. What a small copy shows never leaves the school; what is
taken from it is one of a few dozen tones.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import ExifTags, Image

from plugins.media.opening import format_of
from plugins.media.tones import Colour

_CHEAP = 600_000
"""Bytes of a JPEG that are decoded in some milliseconds."""
_LARGEST = 640
"""Pixels on the long side of what may call itself a small copy."""
_START, _LENGTH = 513, 514
_HEADER = b"Exif\0\0"
_BOX = Image.Resampling.BOX


def colour_of(image: Image.Image, length: int) -> Colour | None:
    """The mean colour of a freshly opened photo of ``length`` bytes; None where it costs too much.

    Never raises. ``image`` is of no use for anything else afterwards.
    """
    if format_of(image) != "JPEG":
        return None
    try:
        small = _small_copy(image)
        if small is not None:
            return _mean(small, image.size)
        return _mean(image, image.size) if length <= _CHEAP else None
    except Exception:  # noqa: BLE001 - damaged pixels make Pillow raise almost anything
        return None


def _small_copy(image: Image.Image) -> Image.Image | None:
    exif = image.info.get("exif", b"")
    place = image.getexif().get_ifd(ExifTags.IFD.IFD1)
    start, length = place.get(_START), place.get(_LENGTH)
    if not (isinstance(start, int) and isinstance(length, int) and exif.startswith(_HEADER)):
        return None
    data = exif[len(_HEADER) + start :][:length]
    if not data.startswith(b"\xff\xd8"):
        return None
    small = Image.open(BytesIO(data), formats=("JPEG",))
    return small if max(small.size) <= _LARGEST else None


def _mean(image: Image.Image, shape: tuple[int, int]) -> Colour:
    """The mean of ``image`` without the black bars of a small copy of another ``shape``."""
    image.draft("RGB", (64, 64))
    plain = image.convert("RGB")
    width, height = plain.size
    inner = min(width, height * shape[0] / shape[1]), min(height, width * shape[1] / shape[0])
    left, top = (width - inner[0]) / 2, (height - inner[1]) / 2
    box = (left, top, left + inner[0], top + inner[1])
    found: Any = plain.resize((1, 1), _BOX, box=box).getpixel((0, 0))
    red, green, blue = found
    return red, green, blue
