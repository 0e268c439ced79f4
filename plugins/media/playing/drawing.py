"""Clips and recordings where a text shows them: alone as a figure, amid words as a bare player."""

from __future__ import annotations

from html import escape

from plugins.media.captions import Caption
from plugins.media.markup import Placeholder
from plugins.media.playing.markup import (
    Below,
    ClipMarkup,
    build_audio,
    build_player,
    build_transcript_link,
    build_video,
    clock,
    megabytes,
)
from plugins.media.playing.player import Clip, Recording

_KINDS = {"audio/mpeg": "MP3", "audio/mp4": "M4A", "video/mp4": "MP4"}


def draw_clip(
    found: Placeholder, clip: Clip, poster: str, alt: str, said: Caption, transcript: str = ""
) -> str:
    """The player of ``clip`` in the place of ``found``; ``poster`` is the address of its still."""
    classes = "" if found.alone else found.classes
    video = build_video(ClipMarkup(clip.url, poster, clip.size, alt, clip.tracks, classes))
    if not found.alone:
        return f"{video}{_words_behind(transcript)}"
    below = Below(
        url=clip.url,
        facts=f"Clip, {clock(clip.seconds)}",
        caption=found.title or said.caption,
        credit=said.credit,
        transcript=transcript,
    )
    return build_player("clip", video, below, classes=found.classes, attributes=found.attributes)


def draw_recording(
    found: Placeholder, recording: Recording, alt: str, said: Caption, transcript: str
) -> str:
    """The player of ``recording`` in the place of ``found``."""
    if found.linked:  # a link has no room for what is played on a click itself
        return escape(alt or "the recording")
    classes = "" if found.alone else found.classes
    audio = build_audio(recording.url, recording.type, alt, classes)
    if not found.alone:
        return f"{audio}{_words_behind(transcript)}"
    kind, length = _KINDS[recording.type], megabytes(recording.bytes)
    below = Below(
        url=recording.url,
        facts=f"Recording, {clock(recording.seconds)}, {kind}, {length}",
        caption=found.title or said.caption,
        credit=said.credit,
        transcript=transcript,
    )
    sort, attributes = "recording", found.attributes
    return build_player(sort, audio, below, classes=found.classes, attributes=attributes)


def _words_behind(transcript: str) -> str:
    """Amid words there is no line below a player: the way to what is said stands behind it."""
    return f" {build_transcript_link(transcript)}" if transcript else ""


def build_lost(found: Placeholder, name: str) -> str:
    """What a preview shows in the place of a recording that cannot be used."""
    missing = f'<span class="photo-missing">Recording missing: {escape(name)}</span>'
    return f"<p{found.attributes}>{missing}</p>" if found.alone else missing
