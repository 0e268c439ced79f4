"""The time for counting: it never goes back, and does not follow when somebody sets the clock.

Whoever counts by it is told when the computer's own clock goes another way: it was set, or the
computer was a while in no time at all (a virtual machine that was brought back from a copy). Which
of the two is right only people know. Daylight saving and time zones move neither.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

MOST_JUMP = 3600.0
"""Seconds by which the computer's clock may leave the time that went by without a question."""


def _ticks() -> float:
    # Goes on while a laptop sleeps: Linux has a clock for that. What macOS calls monotonic does so,
    # other than Python's; that of Windows does anyway. Elsewhere a sleep looks like a jump, and the
    # question is answered with yes.
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class SteadyClock:
    """Seconds since 1970 as they were at the start, plus the seconds that went by since."""

    def __init__(
        self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = _ticks
    ) -> None:
        self._wall = wall
        self._ticks = ticks
        self._offset = wall() - ticks()

    def __call__(self) -> float:
        return self._offset + self._ticks()

    @property
    def shown(self) -> float:
        """What the computer's clock shows."""
        return self._wall()

    @property
    def jump(self) -> float:
        """Seconds by which the computer's clock went ahead of the time that went by; below 0 back.

        0 up to :data:`MOST_JUMP`, which corrections over the network need now and then.
        """
        jump = self._wall() - self()
        return jump if abs(jump) > MOST_JUMP else 0.0

    def follow(self) -> None:
        """Somebody says that the computer's clock is right: go on from what it shows."""
        self._offset = self._wall() - self._ticks()


def jump_of(clock: Callable[[], float]) -> float:
    """As :attr:`SteadyClock.jump`; 0 of whatever has no other clock beside it."""
    return clock.jump if isinstance(clock, SteadyClock) else 0.0
