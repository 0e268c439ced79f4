"""The one door to Pillow: which formats are opened at all, and how an opened image lies.

What decodes HEIC is loaded with the first photo that is opened: a build that knows all its photos
from the last one opens none.
"""

from __future__ import annotations

import logging
import struct
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

import PIL
from PIL import ExifTags, Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.TiffImagePlugin import TiffImageFile

from plugins.media.renditions import Size
from plugins.media.signs import PHOTOS

BOMBS = Image.DecompressionBombError
"""What Pillow raises for a file that says it is much too large."""
UNKNOWN = UnidentifiedImageError
"""What it raises for a file of no format that is opened."""
READ_WITH = f"2 {PIL.__version__}"
"""What is found out about a photo depends on this besides its bytes; raise the number with it."""
_MOVING = ("GIF", "WEBP", "PNG", "AVIF")
"""Formats whose further frames are an animation, and not a second page or a preview."""
_EXTRA_SAMPLES = 338
"""The tag of a TIFF that says what its further channels are: 1 and 2 for transparency, 0 for none
of what is known."""
_TURNED_BY_ITSELF = ("TIFF", "HEIF")
"""Formats that come out of their decoder upright; what their EXIF says was for other programs."""

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it names no file; our problems do
warnings.filterwarnings("ignore", module=r"PIL\..*")  # "Corrupt EXIF": none of it is used


def open_photo(file: Path | IO[bytes]) -> ImageFile:
    """The image in ``file``, its header read and no pixel. Raises what Pillow raises."""
    _learn_heif()
    image: Any = Image.open(file, formats=tuple(PHOTOS))
    opened: ImageFile = image
    if first := _first_frame(opened):
        opened.seek(first)
    return opened


def _first_frame(image: Image.Image) -> int:
    """1 where a moving PNG has a picture in front that is no frame of it, else 0.

    Programs that know animations never show that one, so nobody may have looked at it.
    """
    return int(image.format == "PNG" and bool(image.info.get("default_image")))


def frames_of(image: Image.Image) -> Iterator[Image.Image]:
    """Each frame that is shown; all of them are ``image``, with other pixels."""
    first = _first_frame(image)
    for number in range(first, first + count_frames(image)):
        image.seek(number)
        yield image


@cache
def _learn_heif() -> None:
    import pillow_heif

    # The small copies inside a HEIC may show what was cut off or blurred in the photo itself.
    pillow_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )


def format_of(image: Image.Image) -> str:
    """The format of an opened image: a JPEG with a second picture behind it is a JPEG."""
    return "JPEG" if image.format == "MPO" else str(image.format)


def count_frames(image: Image.Image) -> int:
    """The frames that would be decoded: all of an animation, one of anything else."""
    if image.format not in _MOVING:
        return 1
    return max(1, int(getattr(image, "n_frames", 1)) - _first_frame(image))


def hides_in_a_channel(image: Image.Image) -> bool:
    """Whether a TIFF has a channel of which it does not say whether it makes transparent.

    Some programs erase by such a one, and some keep a selection there.
    """
    extra: Any = image.tag_v2.get(_EXTRA_SAMPLES) if isinstance(image, TiffImageFile) else None
    return bool(extra) and not {1, 2} & set(extra)


def orientation_of(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8, of an image just opened; 1 where none is usable."""
    if image.format in _TURNED_BY_ITSELF:
        return 1
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # Pillow would decode the whole image to look for more behind it
    try:
        found = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def upright(size: Size, orientation: int) -> Size:
    """``size`` once the image is turned upright: 5 to 8 lie on their side."""
    return (size[1], size[0]) if orientation >= 5 else size
