"""What an import is going to do, as values: no disk here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from plugins.media.importing.plan import Found, ImportPlan, Kept, Same, plan_import
from plugins.media.importing.taken import Taken

ZONE = ZoneInfo("America/New_York")
FOLDER = "media/fair"


def found(path: str, digest: str, hour: int = 9) -> Found:
    """A photo on the card."""
    taken = Taken(datetime(2026, 11, 20, hour, tzinfo=ZONE), by_camera=True)
    return Found(path, Path("/card", path), digest * 32, ".jpg", taken, "")


def plan(
    photos: list[Found], kept: list[Kept] | None = None, names: tuple[str, ...] = ()
) -> ImportPlan:
    """The plan for an import into ``media/fair``."""
    return plan_import(photos, kept or [], FOLDER, "fair", names)


def test_photos_are_copied_in_the_order_they_were_taken() -> None:
    """So they stand in media.yaml, and in a gallery."""
    made = plan([found("b.jpg", "bb", 9), found("a.jpg", "aa", 15), found("c.jpg", "cc", 8)])
    assert [copy.found.path for copy in made.copies] == ["c.jpg", "b.jpg", "a.jpg"]
    assert made.copies[0].path == "media/fair/2026-11-20-fair-cccccc.jpg"


def test_a_photo_twice_on_the_card_is_copied_once() -> None:
    """The second one is named, and what it is the same as."""
    made = plan([found("a.jpg", "aa"), found("a (1).jpg", "aa")])
    assert [copy.found.path for copy in made.copies] == ["a.jpg"]
    assert made.elsewhere == (Same("a (1).jpg", "a.jpg", in_batch=True),)


def test_a_photo_of_another_folder_is_left_out_and_named() -> None:
    """Exact duplicates count against all of the media."""
    made = plan([found("a.jpg", "aa")], [Kept("media/old/ramp.jpg", "aa" * 32, "")])
    assert made.copies == ()
    assert made.elsewhere == (Same("a.jpg", "media/old/ramp.jpg", in_batch=False),)


def test_a_photo_of_this_very_folder_is_there_already() -> None:
    """From an earlier run, or put there by hand; another copy elsewhere does not matter."""
    kept = [Kept(f"media/{folder}/x.jpg", "aa" * 32, "") for folder in ("a", "fair", "z")]
    made = plan([found("a.jpg", "aa")], kept)
    assert (made.copies, made.elsewhere) == ((), ())
    assert [(one.path, one.found.path) for one in made.here] == [("media/fair/x.jpg", "a.jpg")]


def test_names_that_are_taken_are_left_alone() -> None:
    """Whatever lies there keeps its name, in capitals too."""
    made = plan([found("a.jpg", "aa")], names=("2026-11-20-FAIR-aaaaaa.JPG",))
    assert made.copies[0].name == "2026-11-20-fair-aaaaaaa.jpg"


def test_two_photos_whose_hashes_begin_alike_get_two_names() -> None:
    """One day, one event, the same first six digits."""
    made = plan([found("a.jpg", "aa"), replace(found("b.jpg", "bb"), digest="a" * 6 + "b" * 58)])
    assert [copy.name for copy in made.copies] == [
        "2026-11-20-fair-aaaaaa.jpg",
        "2026-11-20-fair-aaaaaab.jpg",
    ]


DIGESTS = st.sampled_from(["aa", "ab", "bb", "cc"])
PATHS = st.from_regex(r"(dcim/)?[a-z]{1,3}\.jpg", fullmatch=True)


@given(
    st.dictionaries(PATHS, DIGESTS, max_size=8),
    st.dictionaries(st.sampled_from(["media/fair/x.jpg", "media/old/y.jpg"]), DIGESTS),
)
def test_every_photo_is_accounted_for_once(card: dict[str, str], there: dict[str, str]) -> None:
    """Each content lies in the media exactly as often as before, or once if it did not."""
    kept = [Kept(path, digest * 32, "") for path, digest in there.items()]
    made = plan([found(path, digest) for path, digest in card.items()], kept)

    copied = [copy.found.digest for copy in made.copies]
    assert len(set(copied)) == len(copied)
    assert set(copied) == {d * 32 for d in card.values()} - {one.digest for one in kept}
    assert len({copy.path for copy in made.copies}) == len(made.copies)
    told = {copy.found.path for copy in made.copies} | {same.path for same in made.elsewhere}
    here = {one.found.digest for one in made.here}
    assert told | {path for path, digest in card.items() if digest * 32 in here} == set(card)
