"""The cache stays small: what no build uses goes, what any build uses stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.library import MediaLibrary
from plugins.media.pruning import Kept, plan_pruning
from plugins.media.store import RenditionStore, is_whole

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def days_ago(days: float) -> datetime:
    """A moment that long before the build."""
    return NOW - timedelta(days=days)


def build(school: Any, *photos: str, days: float, **settings: Any) -> Any:
    """One build ``days`` after :data:`NOW` that shows ``photos``."""
    chosen = {"widths": (80, 160), "jpeg_width": 80, "workers": 1} | settings
    run = Run(work=school.work, now=days_ago(-days))
    library = MediaLibrary(school.root, "", MediaSettings(**chosen), run)
    for photo in photos:
        library.picture(photo)
    library.encode_planned(school.output)
    return run


def kept(school: Any) -> set[str]:
    """The names in the cache."""
    return {file.name for file in (school.work / "renditions").iterdir()}


def aged(file: Path, days: float) -> None:
    """Make ``file`` look as old as that."""
    moment = days_ago(days).timestamp()
    os.utime(file, (moment, moment))


@pytest.mark.parametrize(
    ("days", "keep_days", "goes"),
    [(31, 30, True), (30, 30, False), (29, 30, False), (3000, 0, False), (2, 1, True)],
)
def test_what_is_unused_for_longer_than_the_setting_goes(
    days: float, keep_days: int, goes: bool
) -> None:
    """Just as long is not longer; 0 keeps for ever."""
    one = Kept("a-80.webp", days_ago(days))
    assert plan_pruning([one], set(), NOW, keep_days) == ([one] if goes else [])


def test_what_this_build_wants_stays_however_old() -> None:
    """Even if its use could not be noted."""
    old = [Kept(name, days_ago(100)) for name in ("b-80.webp", "a-80.webp", "c-80.webp")]
    assert [one.name for one in plan_pruning(old, {"c-80.webp"}, NOW, 30)] == [
        "a-80.webp",
        "b-80.webp",
    ]


def test_a_photo_no_longer_shown_leaves_the_cache_after_its_days(school: Any, draw: Any) -> None:
    """Not before, since a text may be put back; what is shown stays all along."""
    for name in ("old.jpg", "shown.jpg"):
        school.keep(name, draw.noise((200, 150)))
    build(school, "old.jpg", "shown.jpg", days=0)
    both = kept(school)
    build(school, "shown.jpg", days=29)
    assert kept(school) == both
    build(school, "shown.jpg", days=31)
    left = kept(school)
    assert len(left) == len(both) / 2
    assert build(school, "shown.jpg", days=100).report["encoded"] == 0
    assert kept(school) == left


def test_renditions_of_earlier_settings_go_too(school: Any, draw: Any) -> None:
    """Another quality makes all of them anew, and the old ones are of no use any more."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0, webp_quality=50)
    first = kept(school)
    build(school, "a.jpg", days=0)
    both = kept(school)
    assert first < both
    build(school, "a.jpg", days=31)
    assert kept(school) == both - first


def test_a_photo_that_comes_back_is_made_again(school: Any, draw: Any) -> None:
    """With the same bytes."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0)
    before = {file.name: file.read_bytes() for file in school.published()}
    build(school, days=40)
    assert kept(school) == set()
    assert build(school, "a.jpg", days=41).report["encoded"] == 3
    assert {file.name: file.read_bytes() for file in school.published()} == before


def test_nothing_else_in_the_folder_is_touched(school: Any, draw: Any) -> None:
    """Clips are kept in the same place; what a person put there is theirs."""
    folder = school.work / "renditions"
    folder.mkdir(parents=True)
    for name in ("0123456789abcdef.mp4", "notes.txt", "beef-1.jpg", "README"):
        (folder / name).write_bytes(b"x")
        aged(folder / name, 400)
    build(school, days=0)
    assert kept(school) == {"0123456789abcdef.mp4", "notes.txt", "beef-1.jpg", "README"}


def test_half_written_files_of_killed_programs_are_swept(school: Any, draw: Any) -> None:
    """Those of a day ago and older: a younger one may be of a build that is running."""
    folder = school.work / "renditions"
    folder.mkdir(parents=True)
    for name, days in ((".old.tmp", 1.1), (".young.tmp", 0.9)):
        (folder / name).write_bytes(b"RIFF")
        aged(folder / name, days)
    build(school, days=0)
    assert kept(school) == {".young.tmp"}


def test_notes_about_what_is_gone_go_as_well(school: Any, draw: Any) -> None:
    """Else they would pile up, one for each photo and setting there ever was."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0)
    notes = school.work / "renditions-used"
    assert len(list(notes.iterdir())) == 1
    build(school, days=31)
    assert list(notes.iterdir()) == []


def test_published_files_keep_their_times(school: Any, draw: Any) -> None:
    """A program that copies changed files to a server would copy all of them every day."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0)
    times = [file.stat().st_mtime_ns for file in school.published()]
    build(school, "a.jpg", days=9)
    assert [file.stat().st_mtime_ns for file in school.published()] == times


def test_what_another_build_began_to_use_meanwhile_is_not_dropped(school: Any, draw: Any) -> None:
    """Between the look at the cache and the removal, a second build asked for the photo."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0)
    before = kept(school)
    store = RenditionStore(school.work / "renditions", days_ago(-40))
    idle = plan_pruning(store.read_kept(), set(), days_ago(-40), 30)
    assert {one.name for one in idle} == before
    build(school, "a.jpg", days=40)
    assert store.drop(idle) == 0
    assert kept(school) == before


def test_a_build_whose_cache_goes_while_it_runs_makes_it_again(school: Any, draw: Any) -> None:
    """Also when a person deletes the work folder: the site has all its photos."""
    school.keep("a.jpg", draw.noise((200, 150)))
    build(school, "a.jpg", days=0)
    library = school.library(widths=(80, 160), jpeg_width=80)
    library.picture("a.jpg")
    library.enclosure("a.jpg")  # looked at: all is there
    for file in (school.work / "renditions").iterdir():
        file.unlink()
    for file in school.published():
        file.unlink()
    library.encode_planned(school.output)
    assert len(school.published()) == 3
    assert all(is_whole(file) for file in school.published())
