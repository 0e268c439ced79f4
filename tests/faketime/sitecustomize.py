"""Imported by every Python that is started under libfaketime: lets ``time.sleep`` sleep.

Python waits until a moment of the clock that counts seconds. libfaketime 0.9.10, which Debian 12
has, moves that moment although it was told to leave this clock alone, and the wait fails. To wait
for a while, in the place of until a moment, it knows how to do.
"""

import select
import time


def sleep(seconds: float, /) -> None:
    """As ``time.sleep``."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while True:
        select.select((), (), (), max(0.0, end - time.monotonic()))
        if time.monotonic() >= end:
            return


time.sleep = sleep
