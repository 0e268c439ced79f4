"""From a clip or recording to the copy that is published: no place, no camera, no name is left.

A clip is made anew picture by picture. The sound of an MP3 or M4A is taken over as it is, without
its tags and covers; other sound becomes M4A. The same source gives the same bytes on any computer,
so the number of the encoder's threads is fixed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import av
from av.container import InputContainer, OutputContainer

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.playing.film import Film, TooLongError
from plugins.media.playing.mp3 import bare_mp3
from plugins.media.playing.refusals import refusal
from plugins.media.playing.sound import copy_sound, make_sound
from plugins.media.playing.sources import Playable, open_played

_REVISION = 3
"""Raise it whenever this package makes another copy of the same file, so that none is kept."""
_BARE = {"fflags": "+bitexact", "movflags": "+faststart", "empty_hdlr_name": "1"}
_TRIAL = bytes(1 << 18)

Advance = Callable[[float], None]
"""Called with the seconds of film done so far."""


class _ChangedError(Exception):
    """The file is no longer the one that was looked at."""


def recipe_of(settings: MediaSettings) -> str:
    """Everything besides the file that its published copy depends on, for its name."""
    chosen = (settings.clip_size, settings.clip_quality, settings.clip_effort, settings.clip_pace)
    return f"{_REVISION} {av.__version__} {av.library_versions['libavcodec']} {chosen}"


def encode_clip(
    clip: Playable, target: Path, settings: MediaSettings, stop: Event, advance: Advance
) -> Problem | None:
    """Write the copy of ``clip`` for the web to ``target``; what cannot be read is a problem.

    Returns early, with ``target`` unfinished, once ``stop`` is set. Raises :class:`OSError` only
    where ``target`` cannot be written.
    """

    def make() -> None:
        with _source(clip) as source, _bare_file(target, "mp4") as file:
            Film(source, file, settings, clip.seconds).make(stop, advance)

    return _tried(clip, target, make, settings.max_clip_minutes)


def encode_recording(
    recording: Playable, target: Path, settings: MediaSettings, stop: Event, advance: Advance
) -> Problem | float:
    """Write the bare sound of ``recording`` to ``target``; its length in seconds.

    What cannot be read is a problem; otherwise as :func:`encode_clip`.
    """
    length = 0.0

    def make() -> None:
        nonlocal length
        bare = _bare_mp3(recording) if target.suffix == ".mp3" else None
        if bare:
            target.write_bytes(bare[0])
            length = bare[1]
            return
        with _source(recording) as source, _bare_file(target, "ipod") as file:
            if is_kept_as_it_is(source):
                length = copy_sound(source, file, recording.seconds, stop)
            else:
                length = make_sound(source, file, recording.seconds, stop, advance)

    return _tried(recording, target, make, settings.max_recording_minutes) or length


def is_kept_as_it_is(source: InputContainer) -> bool:
    """True for AAC, which every browser plays."""
    return source.streams.audio[0].codec_context.name == "aac" and source.format.name != "matroska"


def _bare_mp3(recording: Playable) -> tuple[bytes, float]:
    data = recording.file.read_bytes()
    if hashlib.sha256(data).hexdigest() != recording.digest:
        raise _ChangedError
    bare = bare_mp3(data)
    if bare is None:
        raise ValueError("not a row of frames")
    return bare


def _tried(
    played: Playable, target: Path, make: Callable[[], None], most_minutes: float
) -> Problem | None:
    try:
        make()
    except _ChangedError:
        return refusal(played.path, "recording-changed")
    except TooLongError:
        return refusal(played.path, "recording-too-long", f"{most_minutes:g} minutes")
    except Exception:  # noqa: BLE001 - damaged files make FFmpeg raise almost anything
        _check_disk(target)
        gone = not played.file.exists()
        return refusal(played.path, "recording-missing" if gone else "recording-broken")
    return None


def _check_disk(target: Path) -> None:
    """Raises :class:`OSError` where nothing can be written beside ``target``.

    What FFmpeg raises does not tell: damaged film too is "not permitted" or "no space".
    """
    trial = target.with_name(f"{target.name}.trial")
    try:
        with trial.open("wb") as stream:
            stream.write(_TRIAL)
            stream.flush()
            os.fsync(stream.fileno())
    finally:
        trial.unlink(missing_ok=True)


@contextmanager
def _source(played: Playable) -> Iterator[InputContainer]:
    with played.file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != played.digest:
            raise _ChangedError
        stream.seek(0)
        with open_played(stream, played.container) as source:
            yield source


@contextmanager
def _bare_file(target: Path, format_: str) -> Iterator[OutputContainer]:
    """A file without the name of a program or a time in it."""
    with av.open(str(target), "w", format=format_, container_options=_BARE) as file:
        yield file
