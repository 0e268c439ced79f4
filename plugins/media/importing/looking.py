"""One file from disk: what an import has to know of it. Opens pictures; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from PIL import Image

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.embedded import read_embedded
from plugins.media.importing.kinds import Sort, played_suffix
from plugins.media.importing.likeness import FLAT, SIDE, fingerprint
from plugins.media.importing.plan import Found
from plugins.media.importing.taken import settle_taken, split_stamp
from plugins.media.opening import open_photo
from plugins.media.pixels import read_upright
from plugins.media.playing.sources import (
    Playable,
    begins_as_played,
    open_played,
    picture_of,
    read_playable,
)
from plugins.media.refusals import refusal
from plugins.media.signs import HEAD, PHOTOS, PLAYED_SUFFIXES, container_of
from plugins.media.sources import Source, read_source

_STAMPS = ("com.apple.quicktime.creationdate", "creation_time", "DATE_RECORDED")
"""Where cameras write the time of a film."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The school's zone, and the moment of the import (aware)."""

    zone: tzinfo
    now: datetime


def look_at_file(root: Path, path: str, settings: MediaSettings, clock: Clock) -> Found | Problem:
    """The file at ``path`` in the folder to import; a :class:`Problem` if it cannot be used.

    A photo is decoded once to know that it is whole; of film and sound only headers are read.
    Never raises.
    """
    if begins_as_played(root, path):
        return _look_at_played(root, path, settings, clock)
    found = _look_at_photo(root, path, settings, clock)
    named_so = Path(path).suffix.lower() in PLAYED_SUFFIXES
    if isinstance(found, Problem) and named_so and found.rule in ("photo-format", "photo-empty"):
        return _look_at_played(root, path, settings, clock)
    return found


def is_clip(root: Path, path: str) -> bool:
    """True for film, False for sound alone and for what cannot be read."""
    try:
        with (root / path).open("rb") as stream:
            container = container_of(stream.read(HEAD))
            stream.seek(0)
            if container is None:
                return False
            with open_played(stream, container) as source:
                return picture_of(source) is not None
    except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
        return False


def _look_at_photo(root: Path, path: str, settings: MediaSettings, clock: Clock) -> Found | Problem:
    source = read_source(root, path, settings.max_megapixels)
    if isinstance(source, Problem):
        return source
    said = read_embedded(source.file)
    try:
        file_time = source.file.stat().st_mtime
        seen = draw_fingerprint(source)
    except FileNotFoundError:
        return refusal(path, "photo-missing")
    except Exception:  # noqa: BLE001 - damaged pixels make Pillow raise almost anything
        return refusal(path, "photo-broken")
    taken = settle_taken(said.written, said.offset, file_time, clock.zone, clock.now)
    return Found(path, source.file, source.digest, PHOTOS[source.format], taken, seen)


def _look_at_played(
    root: Path, path: str, settings: MediaSettings, clock: Clock
) -> Found | Problem:
    played = read_playable(root, path, settings)
    if isinstance(played, Problem):
        return played
    sort: Sort = "clip" if played.is_clip else "recording"
    try:
        file_time = played.file.stat().st_mtime
    except OSError:
        file_time = clock.now.timestamp()
    written, offset = split_stamp(_stamp_of(played))
    taken = settle_taken(written, offset, file_time, clock.zone, clock.now)
    suffix = played_suffix(played.container, sort, played.file.suffix)
    return Found(path, played.file, played.digest, suffix, taken, FLAT, sort, played.has_sound)


def _stamp_of(played: Playable) -> str:
    """When it was recorded, as the camera wrote it; the one with the camera's own zone first."""
    try:
        with played.file.open("rb") as stream, open_played(stream, played.container) as source:
            said = dict(source.metadata)
    except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
        return ""
    return next((said[key] for key in _STAMPS if said.get(key)), "")


def draw_fingerprint(source: Source) -> str:
    """The fingerprint of a photo, upright and on white. Raises what Pillow raises."""
    with open_photo(source.file) as image:
        small = read_upright(image, (SIDE, SIDE)).convert("RGBA")
    sheet = Image.new("RGBA", small.size, "white")
    sheet.alpha_composite(small)
    return fingerprint(sheet.convert("L").tobytes())
