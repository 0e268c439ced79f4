"""Pelican's side of the episodes."""

from __future__ import annotations

from typing import Any

from plugins.episodes.audio import Audio


def attach_audio(content: Any) -> None:
    """As soon as an episode is read: ``article.audio``, the copy of its recording for everybody.

    The media library makes that copy, without the tags and covers that programs leave in a file,
    and reports a recording that is of no use.
    """
    if getattr(content, "kind", "") != "episodes":
        return
    content.audio = None
    path, media = content.fields.audio, content._context.get("media")
    recording = media.recording(path) if path and media else None
    if recording:
        seconds = round(recording.seconds)
        content.audio = Audio(recording.path, recording.type, seconds, recording.bytes)
