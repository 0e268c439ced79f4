"""Who may be shown: one rule, tried in every combination."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.media.consent.judging import judge_photo
from plugins.media.consent.release import CHANNELS, Level, Release

TODAY = date(2026, 11, 23)
IDS = ("s-1", "s-2", "s-3")

releases = st.builds(
    Release,
    id=st.sampled_from(IDS),
    level=st.sampled_from(Level),
    channels=st.frozensets(st.sampled_from(CHANNELS)),
    until=st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days)),
    withdrawn=st.booleans(),
)
registers = st.lists(releases, max_size=3).map(lambda some: {one.id: one for one in some})
people = st.none() | st.lists(st.sampled_from((*IDS, "S-1 ", "s-9")), max_size=3)


@given(people, registers, st.sampled_from(CHANNELS))
def test_nothing_is_released_without_everybody(people, register, channel) -> None:
    """Reviewed, and for each: a row, not taken back, a level, the channel, a day not yet past."""
    verdict = judge_photo(people, register, channel, TODAY)
    rows = [register.get(one.strip().casefold()) for one in people or ()]
    allowed = people is not None and all(
        row is not None
        and not row.withdrawn
        and row.level > Level.NONE
        and channel in row.channels
        and row.until is not None
        and row.until >= TODAY
        for row in rows
    )
    assert verdict.released is allowed
    assert (verdict.state == "not reviewed") is (people is None)
    assert bool(verdict.reason) is not allowed


@given(people, registers, st.sampled_from(CHANNELS))
def test_adding_a_person_never_releases_a_photo(people, register, channel) -> None:
    """Nor does a day that passes, or a channel that goes."""
    if judge_photo([*(people or []), "s-2"], register, channel, TODAY).released:
        assert people is None or judge_photo(people, register, channel, TODAY).released
    if not judge_photo(people, register, channel, TODAY).released:
        later = judge_photo(people, register, channel, TODAY + timedelta(1))
        assert not later.released


def test_nobody_in_the_photo_needs_no_register() -> None:
    """ "people: none" is an answer."""
    assert judge_photo((), {}, "social", TODAY).released


def test_the_reason_names_ids_and_days() -> None:
    """All of them, so that one look at the register settles it."""
    register = {
        "s-1": Release("s-1", Level.IMAGE, frozenset({"site"}), date(2026, 6, 30)),
        "s-2": Release("s-2", Level.FULL, frozenset({"social"}), date(2027, 6, 30)),
    }
    verdict = judge_photo(("s-1", "s-2", "s-3"), register, "site", TODAY)
    assert verdict.reason == (
        "the release of s-1 ended on 2026-06-30; the release of s-2 does not cover the site; "
        "s-3 is not in the register"
    )
    assert verdict.ids == ("s-1", "s-2", "s-3")
