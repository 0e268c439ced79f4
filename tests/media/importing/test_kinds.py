"""Every sort of file gets an ending that is true of it."""

from __future__ import annotations

from typing import get_args

import pytest

from plugins.media.importing.kinds import Sort, played_suffix
from plugins.media.signs import PHOTO_SUFFIXES, PHOTOS, PLAYED_SUFFIXES, Container


def test_every_format_of_a_photo_has_its_ending() -> None:
    """What the site reads can be copied, and is found again."""
    assert set(PHOTOS.values()) <= PHOTO_SUFFIXES


@pytest.mark.parametrize("container", get_args(Container))
@pytest.mark.parametrize("sort", ["clip", "recording"])
def test_every_container_has_an_ending_that_is_found_again(
    container: Container, sort: Sort
) -> None:
    """As a clip and as sound alone, whatever it was called."""
    assert played_suffix(container, sort, ".JPG") in PLAYED_SUFFIXES


@pytest.mark.parametrize(
    ("container", "sort", "own", "suffix"),
    [
        ("mov", "clip", ".MOV", ".mov"),
        ("mov", "clip", ".jpg", ".mp4"),
        ("mov", "clip", ".m4a", ".mp4"),
        ("mov", "recording", ".mov", ".m4a"),
        ("mp3", "recording", "", ".mp3"),
        ("wav", "recording", ".mp3", ".wav"),
        ("ogg", "recording", ".opus", ".opus"),
    ],
)
def test_an_ending_that_is_true_is_kept(
    container: Container, sort: Sort, own: str, suffix: str
) -> None:
    """Another one is put right."""
    assert played_suffix(container, sort, own) == suffix
