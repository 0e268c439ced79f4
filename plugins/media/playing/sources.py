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
from typing import Any

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.playing.containers import is_cut_off
from plugins.media.playing.refusals import refusal
from plugins.media.signs import HEAD, Container, container_of

_MICROSECONDS = 1_000_000
_MAX_BYTES = 8_000_000_000
_THREADS = 2


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


def read_playable(root: Path, path: str, settings: MediaSettings) -> Playable | Problem:
    """The clip or recording at ``path`` under ``root``, or why it cannot be used. Never raises."""
    try:
        file = (root / path).resolve()
        if not file.is_relative_to(root.resolve()):
            return refusal(path, "recording-outside")
        if not stat.S_ISREG(file.stat().st_mode):
            return refusal(path, "recording-unreadable")
        with file.open("rb") as stream:
            return _read(stream, path, file, settings)
    except FileNotFoundError:
        return refusal(path, "recording-missing")
    except (OSError, RuntimeError, ValueError):
        return refusal(path, "recording-unreadable")


def _read(
    stream: BufferedReader, path: str, file: Path, settings: MediaSettings
) -> Playable | Problem:
    length = os.fstat(stream.fileno()).st_size
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
            size = (picture.width, picture.height) if picture else (1, 1)
    except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
        return refusal(path, "recording-broken")
    if (picture is None and sound is None) or seconds <= 0 or min(size) < 2 - (picture is None):
        return refusal(path, "recording-broken")
    most = settings.max_clip_minutes if picture else settings.max_recording_minutes
    if seconds > most * 60:
        return refusal(path, "recording-too-long", f"{most:g} minutes")
    if size[0] * size[1] > settings.max_clip_megapixels * 1e6:
        return refusal(path, "recording-too-large", f"{settings.max_clip_megapixels:g} megapixels")
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    found = bool(picture), bool(sound)
    return Playable(path, file, container, digest, seconds, *found)


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
