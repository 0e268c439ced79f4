"""MP3s are taken apart into frames: all of the sound, and nothing else."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import av
import pytest
from mutagen.mp3 import MP3

from plugins.media.playing.mp3 import bare_mp3


def decoded(data: bytes) -> bytes:
    """The sound of an MP3, sample by sample."""
    with av.open(BytesIO(data), format="mp3") as file:
        return b"".join(bytes(frame.planes[0]) for frame in file.decode(audio=0))


def test_all_tags_go_and_every_sample_stays(reel: Any) -> None:
    """In front, behind, and between: a name, a cover with a place, lyrics."""
    private = reel.mp3(2.0)
    assert private.count(b"CANARY") >= 5
    made = bare_mp3(private)
    assert made
    bare, seconds = made
    assert b"CANARY" not in bare
    assert abs(seconds - 2) < 0.2
    assert MP3(BytesIO(bare)).tags is None
    assert abs(MP3(BytesIO(bare)).info.length - seconds) < 0.01
    # A player of the plain one leaves out the silence that its encoder put in front.
    assert decoded(bare).endswith(decoded(reel.plain_mp3(2.0))[5000:])


def test_what_lies_between_two_frames_is_left_out(reel: Any) -> None:
    """A recorder that was stopped and went on leaves things there."""
    bare, seconds = bare_mp3(reel.mp3(2.0)) or (b"", 0.0)
    middle = bare.index(b"\xff\xf3", len(bare) // 2)
    stuffed = bare[:middle] + b"CANARY \xff\xff\xff\xf3 \xff\xfb\x90" * 50 + bare[middle:]
    assert bare_mp3(stuffed) == (bare, seconds)


def test_made_bare_twice_it_is_the_same(reel: Any) -> None:
    """Its own header frame is replaced by an equal one."""
    bare, seconds = bare_mp3(reel.mp3()) or (b"", 0.0)
    assert bare_mp3(bare) == (bare, seconds)


@pytest.mark.parametrize("data", [b"", b"ID3", b"\xff\xfb", b"\xff" * 5000, b"<html>" * 99])
def test_what_has_no_frames_is_none(data: bytes) -> None:
    """Nothing raises."""
    assert bare_mp3(data) is None


def test_one_that_was_cut_off_is_none(reel: Any) -> None:
    """Its own header counts the frames."""
    whole, _ = bare_mp3(reel.mp3(4.0)) or (b"", 0.0)
    for tenth in range(1, 9):
        assert bare_mp3(whole[: len(whole) * tenth // 10]) is None
