"""A photo as the coach saved it: what it is, how large, and whether it may be used at all.

Only the header is decoded here, so that a file that would fill the memory is refused before. What a
file is, its content says and not its name.
"""

from __future__ import annotations

import hashlib
import os
import stat
import warnings
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from plugins.common.problems import Problem
from plugins.media.refusals import refusal
from plugins.media.renditions import Size
from plugins.media.seen import Facts, SeenFiles
from plugins.media.signs import begins_as_photo
from plugins.media.tones import Colour

_LEAST_PER_FRAME = 64 * 64
"""Pixels: a frame takes memory however small it is, and millions of them fit into one file."""
_MAX_BYTES = 200_000_000
_SVG_WITHIN = 2048
_SORT = "photo"


@dataclass(frozen=True, slots=True)
class Source:
    """A usable photo. ``path`` is relative to the content folder, ``digest`` of all its bytes.

    ``size`` is upright; ``frames`` is more than 1 for an animation alone; ``colour`` is its mean,
    where that is known.
    """

    path: str
    file: Path
    format: str
    size: Size
    frames: int
    digest: str
    colour: Colour | None = None


def read_source(
    root: Path, path: str, max_megapixels: float, seen: SeenFiles | None = None
) -> Source | Problem:
    """The photo at ``path`` under ``root``, or the reason why it cannot be used. Never raises.

    One that ``seen`` knows is not opened.
    """
    try:
        file = (root / path).resolve()
        if not file.is_relative_to(root.resolve()):
            return refusal(path, "photo-outside")
        known = seen.find(_SORT, file.stat()) if seen else None
        again = _as_known(known, path, file) if known else None
        found = again or _read_anew(path, file, max_megapixels, seen)
    except FileNotFoundError:
        return refusal(path, "photo-missing")
    except (OSError, RuntimeError, ValueError):
        # A folder, a queue, no permission, a ring of links, a name that no file can have.
        return refusal(path, "photo-unreadable")
    if isinstance(found, Source) and _is_too_large(found.size, found.frames, max_megapixels):
        return _refuse_too_large(path, max_megapixels)  # the limit came down since it was read
    return found


def _as_known(facts: Facts, path: str, file: Path) -> Source | None:
    """The photo as an earlier build found it; None for facts that are none."""
    try:
        format_, width, height, frames, digest, colour = facts
        known = None if colour is None else bytes(colour)  # three numbers from 0 to 255
        return Source(
            path,
            file,
            str(format_),
            (int(width), int(height)),
            int(frames),
            str(digest),
            None if known is None else (known[0], known[1], known[2]),
        )
    except (TypeError, ValueError, IndexError):
        return None


def _read_anew(
    path: str, file: Path, max_megapixels: float, seen: SeenFiles | None
) -> Source | Problem:
    with _open_regular(file) as stream:
        status = os.fstat(stream.fileno())
        if status.st_size > _MAX_BYTES:
            return refusal(path, "photo-too-large", f"{_MAX_BYTES // 1_000_000} megabytes")
        found = _read(stream, path, file, max_megapixels)
    if seen and isinstance(found, Source):
        facts = [found.format, *found.size, found.frames, found.digest, found.colour]
        seen.note(_SORT, status, facts)
    return found


def _open_regular(file: Path) -> BufferedReader:
    # Not simply opened: reading a named pipe would wait for ever.
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    return file.open("rb")


def _read(stream: BufferedReader, path: str, file: Path, max_megapixels: float) -> Source | Problem:
    # Here and not above: a build that knows its photos opens none of them.
    from plugins.media import opening
    from plugins.media.thumbnails import colour_of

    start = stream.read(_SVG_WITHIN)
    if not start:
        return refusal(path, "photo-empty")
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limits; ours are lower and stricter
            with opening.open_photo(stream) as image:
                frames = opening.count_frames(image)
                size = opening.upright(image.size, opening.orientation_of(image))
                format_ = opening.format_of(image)
                too_large = _is_too_large(size, frames, max_megapixels)
                if opening.hides_in_a_channel(image):
                    return refusal(path, "photo-channel")
                colour = None if too_large else colour_of(image, os.fstat(stream.fileno()).st_size)
    except opening.UNKNOWN:
        return refusal(path, _rule_of_unknown(start))
    except opening.BOMBS:
        return _refuse_too_large(path, max_megapixels)
    except Exception:  # noqa: BLE001 - damaged headers make Pillow raise almost anything
        return refusal(path, "photo-broken")
    if min(size) < 1:
        return refusal(path, "photo-broken")
    if too_large:
        return _refuse_too_large(path, max_megapixels)
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(path, file, format_, size, frames, digest, colour)


def _is_too_large(size: Size, frames: int, max_megapixels: float) -> bool:
    return max(size[0] * size[1], _LEAST_PER_FRAME) * frames > max_megapixels * 1e6


def _refuse_too_large(path: str, max_megapixels: float) -> Problem:
    return refusal(path, "photo-too-large", f"{max_megapixels:g} megapixels")


def _rule_of_unknown(start: bytes) -> str:
    if b"<svg" in start.lower():
        return "photo-svg"
    return "photo-broken" if begins_as_photo(start) else "photo-format"
