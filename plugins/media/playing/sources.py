"""A clip or recording as the coach saved it: what it is, how long, and whether it may be used.

Only headers are read here. What a file is, its content says and not its name.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.playing.containers import is_cut_off
from plugins.media.playing.refusals import refusal
from plugins.media.seen import Facts, SeenFiles
from plugins.media.signs import HEAD, Container, container_of

_MICROSECONDS = 1_000_000
_MAX_BYTES = 8_000_000_000
_THREADS = 2
_SORT = f"played {av.__version__}"
"""Another version of what reads film may find other facts."""


@dataclass(frozen=True, slots=True)
class Playable:
    """A usable clip or recording. ``path`` is relative to the content folder.

    ``digest`` is of all its bytes; ``seconds`` as its header says; ``is_clip``: there is a picture
    that moves; ``has_sound``: there is something to hear.
    """

    path: str
    file: Path
    container: Container
    digest: str
    seconds: float
    is_clip: bool
    has_sound: bool


def begins_as_played(root: Path, path: str) -> bool:
    """True when the file at ``path`` under ``root`` is film or sound by its first bytes."""
    try:
        file = (root / path).resolve()
        if not stat.S_ISREG(file.stat().st_mode):  # reading a named pipe would wait for ever
            return False
        with file.open("rb") as stream:
            return container_of(stream.read(HEAD)) is not None
    except (OSError, RuntimeError, ValueError):
        return False


def read_playable(
    root: Path, path: str, settings: MediaSettings, seen: SeenFiles | None = None
) -> Playable | Problem:
    """The clip or recording at ``path`` under ``root``, or why it cannot be used. Never raises.

    One that ``seen`` knows is not opened.
    """
    try:
        file = (root / path).resolve()
        if not file.is_relative_to(root.resolve()):
            return refusal(path, "recording-outside")
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return refusal(path, "recording-unreadable")
        facts = _as_known(seen.find(_SORT, status)) if seen else None
        found = facts or _read_anew(path, file, seen)
    except FileNotFoundError:
        return refusal(path, "recording-missing")
    except (OSError, RuntimeError, ValueError):
        return refusal(path, "recording-unreadable")
    return found if isinstance(found, Problem) else _judged(found, path, file, settings)


class _Facts(NamedTuple):
    """What a file is, whatever the settings. ``pixels``: of a frame, 0 without a picture."""

    container: Container
    digest: str
    seconds: float
    pixels: int
    has_sound: bool


def _as_known(facts: Facts | None) -> _Facts | None:
    """The facts as an earlier build found them; None for facts that are none."""
    try:
        container, digest, seconds, pixels, has_sound = facts or [None]
        return _Facts(container, str(digest), float(seconds), int(pixels), bool(has_sound))
    except (TypeError, ValueError):
        return None


def _read_anew(path: str, file: Path, seen: SeenFiles | None) -> _Facts | Problem:
    with file.open("rb") as stream:
        status = os.fstat(stream.fileno())
        found = _read(stream, path, status.st_size)
    if seen and isinstance(found, _Facts):
        seen.note(_SORT, status, list(found))
    return found


def _read(stream: BufferedReader, path: str, length: int) -> _Facts | Problem:
    start = stream.read(HEAD)
    if not start:
        return refusal(path, "recording-empty")
    if length > _MAX_BYTES:
        return refusal(path, "recording-too-large", f"{_MAX_BYTES // 1_000_000_000} gigabytes")
    container = container_of(start)
    if container is None:
        return refusal(path, "recording-format")
    if is_cut_off(stream, container):
        return refusal(path, "recording-broken")
    stream.seek(0)
    try:
        with open_played(stream, container) as source:
            picture, sound = picture_of(source), sound_of(source)
            seconds = _seconds(source, picture or sound)
            size = (picture.width, picture.height) if picture else (0, 0)
    except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
        return refusal(path, "recording-broken")
    if (picture is None and sound is None) or seconds <= 0 or (picture and min(size) < 2):
        return refusal(path, "recording-broken")
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return _Facts(container, digest, seconds, size[0] * size[1], sound is not None)


def _judged(found: _Facts, path: str, file: Path, settings: MediaSettings) -> Playable | Problem:
    is_clip = found.pixels > 0
    most = settings.max_clip_minutes if is_clip else settings.max_recording_minutes
    if found.seconds > most * 60:
        return refusal(path, "recording-too-long", f"{most:g} minutes")
    if found.pixels > settings.max_clip_megapixels * 1e6:
        return refusal(path, "recording-too-large", f"{settings.max_clip_megapixels:g} megapixels")
    return Playable(
        path, file, found.container, found.digest, found.seconds, is_clip, found.has_sound
    )


@contextmanager
def open_played(stream: Any, container: Container) -> Iterator[InputContainer]:
    """``stream`` (binary, at its start) opened as this sort and no other."""
    with av.open(stream, format=container, metadata_errors="ignore") as source:
        yield source


def picture_of(source: InputContainer) -> VideoStream | None:
    """The moving picture; a cover is none. Its decoder refuses larger frames than it promised."""
    for stream in source.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic and _readable(stream):
            context = stream.codec_context
            context.options = {"max_pixels": str(max(1, context.width * context.height) * 2)}
            context.thread_count = _THREADS
            return stream
    return None


def sound_of(source: InputContainer) -> AudioStream | None:
    """The sound: the first that can be read, where a telephone saves it twice."""
    return next((stream for stream in source.streams.audio if _readable(stream)), None)


def _readable(stream: Any) -> bool:
    return stream.codec_context is not None


def _seconds(source: InputContainer, stream: Any) -> float:
    if source.duration:
        return float(source.duration) / _MICROSECONDS
    if stream is None:
        return 0.0
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    # A browser's recorder writes no length: the last packet tells.
    end = 0.0
    for packet in source.demux(stream):
        if packet.pts is not None and packet.time_base:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return end
