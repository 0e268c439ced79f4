"""Film and sound are known by their first bytes, and never taken for photos."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.media.importing.kinds import SUFFIXES, film_or_sound
from plugins.media.sources import ALLOWED


@pytest.mark.parametrize(
    ("start", "sort"),
    [
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "film"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "film"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "film"),
        (b"\0\0\0\x08wide\0\0\1\0mdat", "film"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1", "film"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "recording"),
        (b"ID3\4\0\0\0\0\0\0", "recording"),
        (b"\xff\xfb\x90\x64\0\0", "recording"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "recording"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", None),
        (b"\0\0\0\x1cftypavif\0\0\0\0", None),
        (b"\0\0\0\x18ftypheic\0\0\0\0", None),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", None),
        ("\ufeffa text".encode("utf-16"), None),
        (b"", None),
    ],
)
def test_film_and_sound_are_known_by_content(start: bytes, sort: str | None) -> None:
    """MP4, MOV, WebM; MP3, M4A, WAV; and what looks a little like them."""
    assert film_or_sound(start) == sort


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_no_photo_is_taken_for_film_or_sound(draw: Any, format_: str) -> None:
    """Real files of every format."""
    assert film_or_sound(draw.saved(draw.scene((64, 48)), format_)) is None


def test_every_format_of_a_photo_has_its_ending() -> None:
    """What the site reads can be copied."""
    assert set(ALLOWED) <= set(SUFFIXES)
