"""What the photos still lack."""

from __future__ import annotations

import pytest

from plugins.common.problems import Problem
from plugins.media.captions import Caption
from plugins.media.importing.status import PhotoStatus, Shelved, build_status

DONE = Caption("a.jpg", alt="A cardboard ramp with a robot on top", people=())


def status_of(
    caption: Caption = DONE,
    shown: dict[str, bool] | None = None,
    size: tuple[int, int] = (1600, 900),
) -> PhotoStatus:
    """The status of one photo, shown in a text unless told otherwise."""
    used = {"media/a.jpg": False} if shown is None else shown
    return build_status([Shelved("media/a.jpg", caption, size=size)], [], used, 1000)


def test_a_photo_that_lacks_nothing_is_only_counted() -> None:
    """Reviewed, described, shown, large."""
    assert status_of() == PhotoStatus(1, 0, 0, (), (), (), (), ())


@pytest.mark.parametrize(("people", "listed"), [(None, True), ((), False), (("anna-k",), False)])
def test_not_reviewed_is_where_nobody_wrote_who_is_there(
    people: tuple[str, ...] | None, listed: bool
) -> None:
    """``people: none`` is an answer."""
    found = status_of(Caption("a.jpg", alt=DONE.alt, people=people))
    assert bool(found.not_reviewed) == listed


@pytest.mark.parametrize(
    ("caption", "shown", "listed"),
    [
        (Caption("a.jpg"), {"media/a.jpg": False}, True),
        (Caption("a.jpg"), {}, True),
        (Caption("a.jpg"), {"media/a.jpg": True}, False),
        (Caption("a.jpg", alt="a.jpg"), {}, True),
        (Caption("a.jpg", alt="photo 2"), {}, True),
        (Caption("a.jpg", decorative=True), {}, False),
        (DONE, {}, False),
    ],
)
def test_without_alt_text_is_what_nobody_described(
    caption: Caption, shown: dict[str, bool], listed: bool
) -> None:
    """In ``media.yaml``, or in every text that shows it; a file name is no description."""
    assert bool(status_of(caption, shown).without_alt) == listed


def test_not_used_is_what_nothing_shows() -> None:
    """Neither text nor gallery."""
    assert status_of(shown={}).not_used == ("media/a.jpg",)
    assert status_of(shown={"media/b.jpg": True}).not_used == ("media/a.jpg",)


@pytest.mark.parametrize(
    ("size", "listed"), [((999, 600), True), ((600, 999), True), ((1000, 20), False)]
)
def test_too_small_goes_by_the_long_side(size: tuple[int, int], listed: bool) -> None:
    """Upright or lying."""
    assert bool(status_of(size=size).too_small) == listed


def test_what_cannot_be_used_is_told_apart() -> None:
    """With its reason, and in no other list."""
    problem = Problem("media/b.jpg", 0, "photo-empty", "b.jpg", "Empty.", "Copy it again.")
    assert build_status([], [problem], {}, 1000) == PhotoStatus(0, 0, 0, (), (), (), (), (problem,))


def test_clips_are_reviewed_as_photos_and_voices_only_where_named() -> None:
    """Neither has a size that could be too small."""
    files = [
        Shelved("media/a.mp4", Caption(), "clip"),
        Shelved("media/a.mp3", Caption(), "recording"),
    ]
    found = build_status(files, [], {}, 1000)
    assert (found.photos, found.clips, found.recordings) == (0, 1, 1)
    assert found.not_reviewed == ("media/a.mp4",)
    assert found.without_alt == found.not_used == ("media/a.mp4", "media/a.mp3")
    assert found.too_small == ()
