"""Facts of a recording come from the copy that is published."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.episodes.audio import Audio
from plugins.episodes.generator import attach_audio


def episode(recording: Any, kind: str = "episodes") -> Any:
    """A text just read, and a library that knows one recording."""
    media = SimpleNamespace(recording=lambda path: recording if path == "media/a.mp3" else None)
    fields = SimpleNamespace(audio="media/a.mp3")
    return SimpleNamespace(kind=kind, fields=fields, _context={"media": media})


def test_an_episode_tells_of_its_published_copy() -> None:
    """F4 needs the size in bytes and the right type of exactly that file."""
    copy = SimpleNamespace(path="clips/5f.mp3", type="audio/mpeg", seconds=94.4, bytes=6)
    content = episode(copy)

    attach_audio(content)

    assert content.audio == Audio("clips/5f.mp3", "audio/mpeg", 94, 6)


def test_a_recording_of_no_use_is_none() -> None:
    """The library has said why; other kinds are left alone."""
    content, post = episode(None), episode(None, "posts")

    attach_audio(content)
    attach_audio(post)

    assert content.audio is None
    assert not hasattr(post, "audio")


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05"), (83, "1:23"), (3723, "1:02:03")])
def test_a_length_reads_like_a_clock(seconds: int, text: str) -> None:
    """Minutes and seconds, hours where there are any."""
    assert Audio("x", "audio/mpeg", seconds, 1).duration == text
