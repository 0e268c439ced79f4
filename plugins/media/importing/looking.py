"""One photo from disk: what an import has to know of it. Opens pictures; writes nothing."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from plugins.common.problems import Problem
from plugins.media.encode import read_upright
from plugins.media.importing.kinds import HEAD, SUFFIXES, Later, film_or_sound
from plugins.media.importing.likeness import SIDE, fingerprint
from plugins.media.importing.plan import Found
from plugins.media.importing.taken import Taken, settle_taken
from plugins.media.refusals import refusal
from plugins.media.sources import ALLOWED, Source, read_source


@dataclass(frozen=True, slots=True)
class Clock:
    """The school's zone, and the moment of the import (aware)."""

    zone: tzinfo
    now: datetime


def sort_of(file: Path) -> Later | None:
    """Film or recording, by its first bytes; None for anything else and for what cannot be read."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # reading a named pipe would wait for ever
            return None
        with file.open("rb") as stream:
            return film_or_sound(stream.read(HEAD))
    except (OSError, ValueError):
        return None


def look_at_found(root: Path, path: str, max_megapixels: float, clock: Clock) -> Found | Problem:
    """The photo at ``path`` in the folder to import, decoded once to know that it is whole.

    A :class:`Problem` (``path`` as given) where it cannot be used. Never raises.
    """
    source = read_source(root, path, max_megapixels)
    if isinstance(source, Problem):
        return source
    try:
        with Image.open(source.file, formats=ALLOWED) as image:
            taken = _taken(image, source.file.stat().st_mtime, clock)
        seen = draw_fingerprint(source)
    except FileNotFoundError:
        return refusal(path, "photo-missing")
    except Exception:  # noqa: BLE001 - damaged pixels make Pillow raise almost anything
        return refusal(path, "photo-broken")
    return Found(path, source.file, source.digest, SUFFIXES[source.format], taken, seen)


def draw_fingerprint(source: Source) -> str:
    """The fingerprint of a photo, upright and on white. Raises what Pillow raises."""
    with Image.open(source.file, formats=ALLOWED) as image:
        small = read_upright(image, (SIDE, SIDE)).convert("RGBA")
    sheet = Image.new("RGBA", small.size, "white")
    sheet.alpha_composite(small)
    return fingerprint(sheet.convert("L").tobytes())


def _taken(image: Image.Image, file_time: float, clock: Clock) -> Taken:
    written, offset = "", ""
    # Without EXIF at its start, Pillow would decode a whole PNG to look for it behind the end.
    if image.format != "PNG" or "exif" in image.info:
        try:
            tags: Any = image.getexif().get_ifd(ExifTags.IFD.Exif)
            written = _text(tags.get(ExifTags.Base.DateTimeOriginal))
            offset = _text(tags.get(ExifTags.Base.OffsetTimeOriginal))
        except Exception:  # noqa: BLE001 - damaged EXIF: the file's time serves
            written = ""
    return settle_taken(written, offset, file_time, clock.zone, clock.now)


def _text(value: Any) -> str:
    """EXIF's text, whether the camera wrote it as text, as bytes, or as nonsense."""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return value.strip("\0 ") if isinstance(value, str) else ""
