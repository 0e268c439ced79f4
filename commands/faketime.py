"""Another time for a program and all that it starts, by libfaketime (Debian's package faketime).

Clocks of the day are moved, those that count seconds are not: a wait lasts as long as it says.
"""

from __future__ import annotations

import os
import random
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from commands.bootstrap import ROOT
from commands.errors import CoachError

ANY = "any"
YEARS = 3
"""How far ahead :func:`pick_moment` goes."""

_FOLDERS = ("/usr/lib/*/faketime", "/usr/lib*/faketime", "/usr/local/lib/faketime")
_LIBRARY = "libfaketimeMT.so.1"
_SLEEPING = ROOT / "tests" / "faketime"
"""Mends ``time.sleep`` under it, in every Python that is started."""

_ZONES = (
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Dublin",
)
"""Far from one another; with half hours, and with summers of their own."""


def read_moment(text: str, zone: str = "") -> datetime:
    """``2026-12-31 23:59`` in ``zone``, that of this computer if empty or unknown here.

    Raises :class:`CoachError`.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None and zone in available_timezones():
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        return moment.astimezone(moment.tzinfo)
    except (ValueError, OverflowError, OSError):
        raise CoachError(
            f'--at is "{text}"; write a day and a time, like --at "2026-12-31 23:59", or '
            f"--at {ANY} for one that is chosen anew each time."
        ) from None


def pick_moment(today: date, dice: random.Random) -> tuple[datetime, str]:
    """A moment at which programs tend to be wrong, and a zone for it; without zone itself."""
    day = today + timedelta(days=dice.randrange(1, YEARS * 365))
    return dice.choice(_NASTY)(day), dice.choice(_ZONES)


def surroundings(moment: datetime, now: datetime, before: Mapping[str, str]) -> dict[str, str]:
    """The environment ``before``, in which a program takes ``moment`` for ``now``; it goes on.

    Raises :class:`CoachError` where libfaketime is not installed.
    """
    libraries = dict.fromkeys((str(find_library()), *before.get("LD_PRELOAD", "").split()))
    paths = [str(_SLEEPING), *filter(None, [before.get("PYTHONPATH", "")])]
    # Where ``now`` is moved already, the library counts from the clock behind it.
    moved = int(before.get("FAKETIME", "0"))
    ahead = ceil((moment - now).total_seconds()) + moved
    return {
        **before,
        "LD_PRELOAD": " ".join(libraries),
        "FAKETIME": f"{ahead:+d}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Versions differ in whose file times they move; none is moved, as on a disk with a clock
        # of its own.
        "NO_FAKE_STAT": "1",
        "PYTHONPATH": os.pathsep.join(paths),
    }


def find_library() -> Path:
    """The library of Debian's faketime. Raises :class:`CoachError` where there is none."""
    root = Path("/")
    for folder in _FOLDERS:
        for found in sorted(root.glob(f"{folder.lstrip('/')}/{_LIBRARY}")):
            return found
    raise CoachError(
        "Tests at another time need libfaketime, which is not installed. On Debian or Ubuntu "
        "type: sudo apt install faketime. It works on Linux alone."
    )


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - of any zone


def _end_of_month(day: date) -> datetime:
    after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _at(after - timedelta(days=1), 23, 59)


def _sunday(year: int, month: int, number: int) -> date:
    """The first of the month is 1, the last is -1."""
    days = range(1, monthrange(year, month)[1] + 1)
    sundays = [day for day in days if date(year, month, day).isoweekday() == 7]
    return date(year, month, sundays[number - 1 if number > 0 else number])


_NASTY: tuple[Callable[[date], datetime], ...] = (
    lambda day: _at(date(day.year, 12, 31), 23, 59),
    lambda day: _at(date(day.year, 3, 1) - timedelta(days=1), 23, 59),
    _end_of_month,
    lambda day: _at(day, 23, 59),
    lambda day: _at(day + timedelta(days=7 - day.isoweekday()), 23, 59),  # the week ends
    lambda day: _at(_sunday(day.year, 3, 2), 1, 59),  # clocks are changed, in America
    lambda day: _at(_sunday(day.year, 11, 1), 1, 59),
    lambda day: _at(_sunday(day.year, 3, -1), 0, 59),  # and in Europe
    lambda day: _at(_sunday(day.year, 10, -1), 1, 59),
)
