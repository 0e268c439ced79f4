"""The time for counting does not follow the computer's clock, and tells where that goes."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.clock import MOST_JUMP, SteadyClock, jump_of

START = 1_795_460_400.0


class Computer:
    """A computer whose clock can be set; ``sleeps`` is time that the processor does not see."""

    def __init__(self) -> None:
        self.wall, self.ticks = START, 5_000.0

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.ticks += seconds

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.ticks)


@pytest.mark.parametrize("set_by", [3601.0, -3601.0, 86_400.0, -86_400.0, 3.2e8])
def test_a_clock_that_is_set_is_told_and_not_followed(set_by: float) -> None:
    """Forward and back, by more than an hour."""
    computer = Computer()
    clock = computer.clock()
    computer.passes(60)
    computer.wall += set_by

    assert clock() == START + 60
    assert jump_of(clock) == pytest.approx(set_by)
    assert clock.shown == START + 60 + set_by


@pytest.mark.parametrize("set_by", [0.0, 1.0, -1.0, 600.0, MOST_JUMP, -MOST_JUMP])
def test_a_small_correction_is_no_jump(set_by: float) -> None:
    """A server for time corrects a clock now and then."""
    computer = Computer()
    clock = computer.clock()
    computer.wall += set_by

    assert jump_of(clock) == 0.0


@given(st.lists(st.floats(0, 200_000)))
def test_time_that_goes_by_is_no_jump_however_long(spans: list[float]) -> None:
    """Nights, weeks, a lid that was closed for two hours: both clocks saw it."""
    computer = Computer()
    clock = computer.clock()
    for one in spans:
        computer.passes(one)

    assert jump_of(clock) == 0.0
    assert clock() == pytest.approx(computer.wall)


def test_a_fresh_start_has_nothing_to_compare_with() -> None:
    """A timer that starts after the jump takes the clock as it is."""
    computer = Computer()
    computer.clock()
    computer.wall += 86_400

    assert jump_of(computer.clock()) == 0.0


def test_who_says_that_the_clock_is_right_is_followed() -> None:
    """From then on, and asked again only by another jump."""
    computer = Computer()
    clock = computer.clock()
    computer.wall += 7_200
    clock.follow()

    assert (clock(), jump_of(clock)) == (START + 7_200, 0.0)
    computer.wall -= 7_200
    assert jump_of(clock) == -7_200


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no zone to set")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_zones_and_summer_time_are_no_jumps(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moments are seconds since 1970, UTC."""
    clock = SteadyClock()
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = zone
        time.tzset()
        assert jump_of(clock) == 0.0
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def test_a_plain_clock_has_no_other_beside_it() -> None:
    """Tests and rehearsals count by one."""
    assert jump_of(lambda: START) == 0.0
