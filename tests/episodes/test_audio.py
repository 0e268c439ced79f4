"""Facts of a recording come from the recording."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from plugins.episodes.audio import Audio, AudioError, read_audio


def write_wav(path: Path, seconds: int) -> Path:
    """A silent recording of this length."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 8000 * seconds)
    return path


def test_length_type_and_size_are_read_from_the_file(tmp_path: Path) -> None:
    """F4 needs the size in bytes and the right type."""
    path = write_wav(tmp_path / "talk.wav", 3)

    audio = read_audio(path, "media/talk.wav")

    assert audio == Audio("media/talk.wav", "audio/wav", 3, path.stat().st_size)


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05"), (83, "1:23"), (3723, "1:02:03")])
def test_a_length_reads_like_a_clock(seconds: int, text: str) -> None:
    """Minutes and seconds, hours where there are any."""
    assert Audio("x", "audio/mpeg", seconds, 1).duration == text


@pytest.mark.parametrize("name", ["talk.mp3", "talk.doc", "gone.mp3"])
def test_what_is_no_recording_is_refused(tmp_path: Path, name: str) -> None:
    """A page of text named .mp3, a document, a file that is not there."""
    if not name.startswith("gone"):
        (tmp_path / name).write_text("this is no sound")

    with pytest.raises(AudioError):
        read_audio(tmp_path / name, name)
