"""A photo as the coach saved it: what it is, how large, and whether it may be used at all.

Only the header is decoded here, so that a file that would fill the memory is refused before. What a
file is, its content says and not its name.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import struct
import warnings
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image, UnidentifiedImageError

from plugins.common.problems import Problem
from plugins.media.refusals import refusal
from plugins.media.renditions import Size

ALLOWED = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF")
_MOVING = ("GIF", "WEBP", "PNG", "AVIF")
"""Formats whose further frames are an animation, and not a second page or a preview."""
_LEAST_PER_FRAME = 64 * 64
"""Pixels: a frame takes memory however small it is, and millions of them fit into one file."""
_MAX_BYTES = 200_000_000
_SVG_WITHIN = 2048
_PHOTO_BRANDS = frozenset(b"avif avis heic heix heim heis hevc hevx mif1 msf1".split())
_TURNED_BY_ITSELF = ("TIFF", "HEIF")
"""Formats that come out of their decoder upright; what their EXIF says was for other programs."""

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it names no file; our problems do

# The small copies inside a HEIC may show what was cut off or blurred in the photo itself.
pillow_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
)

PHOTO_SUFFIXES = frozenset(
    ".jpg .jpeg .jpe .png .webp .gif .avif .heic .heif .tif .tiff .svg .bmp".split()  # noqa: SIM905
)
"""Names that promise a photo: such a file is shown or reported, never passed over."""


@dataclass(frozen=True, slots=True)
class Source:
    """A usable photo. ``path`` is relative to the content folder, ``digest`` of all its bytes.

    ``size`` is upright; ``frames`` is more than 1 for an animation alone.
    """

    path: str
    file: Path
    format: str
    size: Size
    frames: int
    digest: str


def read_source(root: Path, path: str, max_megapixels: float) -> Source | Problem:
    """The photo at ``path`` under ``root``, or the reason why it cannot be used. Never raises."""
    try:
        file = (root / path).resolve()
        if not file.is_relative_to(root.resolve()):
            return refusal(path, "photo-outside")
        with _open_regular(file) as stream:
            if os.fstat(stream.fileno()).st_size > _MAX_BYTES:
                return refusal(path, "photo-too-large", f"{_MAX_BYTES // 1_000_000} megabytes")
            return _read(stream, path, file, max_megapixels)
    except FileNotFoundError:
        return refusal(path, "photo-missing")
    except (OSError, RuntimeError, ValueError):
        # A folder, a queue, no permission, a ring of links, a name that no file can have.
        return refusal(path, "photo-unreadable")


def _open_regular(file: Path) -> BufferedReader:
    # Not simply opened: reading a named pipe would wait for ever.
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    return file.open("rb")


def _read(stream: BufferedReader, path: str, file: Path, max_megapixels: float) -> Source | Problem:
    start = stream.read(_SVG_WITHIN)
    if not start:
        return refusal(path, "photo-empty")
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limits; ours are lower and stricter
            with Image.open(stream, formats=ALLOWED) as image:
                frames = count_frames(image)
                size = upright(image.size, orientation_of(image))
                format_ = "JPEG" if image.format == "MPO" else str(image.format)
    except UnidentifiedImageError:
        return refusal(path, _rule_of_unknown(start))
    except Image.DecompressionBombError:
        return refusal(path, "photo-too-large", f"{max_megapixels:g} megapixels")
    except Exception:  # noqa: BLE001 - damaged headers make Pillow raise almost anything
        return refusal(path, "photo-broken")
    if min(size) < 1:
        return refusal(path, "photo-broken")
    if max(size[0] * size[1], _LEAST_PER_FRAME) * frames > max_megapixels * 1e6:
        return refusal(path, "photo-too-large", f"{max_megapixels:g} megapixels")
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(path, file, format_, size, frames, digest)


def count_frames(image: Image.Image) -> int:
    """The frames that would be decoded: all of an animation, one of anything else."""
    if image.format not in _MOVING:
        return 1
    return max(1, int(getattr(image, "n_frames", 1)))


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


def _rule_of_unknown(start: bytes) -> str:
    if b"<svg" in start.lower():
        return "photo-svg"
    if start[4:8] == b"ftyp" and start[8:12] in _PHOTO_BRANDS:
        return "photo-broken"
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")) or (
        start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    ):
        return "photo-broken"
    return "photo-format"
