"""The time for counting: it never goes back, and does not follow when somebody sets the clock."""

from __future__ import annotations

import time
from collections.abc import Callable


def _ticks() -> float:
    # Goes on while a laptop sleeps, where the system can tell.
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SteadyClock:
    """Seconds since 1970 as they were at the start, plus the seconds that went by since."""

    def __init__(
        self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = _ticks
    ) -> None:
        self._ticks = ticks
        self._offset = wall() - ticks()

    def __call__(self) -> float:
        return self._offset + self._ticks()
