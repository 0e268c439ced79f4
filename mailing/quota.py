"""How many recipients an account may still write to, and when the last one is done. Pure.

Moments are seconds since 1970. A provider counts over rolling windows, so a recipient is held
against the account for the whole of each window.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from mailing.errors import MailingError

DAY, HOUR, MINUTE = 86_400, 3_600, 60
"""Seconds."""

_MARGIN = 1.0
"""Seconds longer than a window: whether its ends belong to it is the provider's secret."""

_OWN = re.compile(r"\s*(\d{1,9})\s*/\s*(day|minute)\s*", re.IGNORECASE)
_EXAMPLE = 'HALLWAY_MAIL_LIMITS="300/day, 20/minute"'


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``most`` recipients in any ``seconds``."""

    seconds: int
    most: int

    def frees(self, nth_newest: float | None) -> float:
        """When one more may go, where the ``most``-th newest recipient went at ``nth_newest``.

        None: there were not that many.
        """
        return 0.0 if nth_newest is None else nth_newest + self.seconds + _MARGIN


@dataclass(frozen=True, slots=True)
class Limits:
    """What a provider allows. ``name`` is for people."""

    name: str
    windows: tuple[Window, ...]

    @property
    def words(self) -> str:
        """``300 a day and 20 a minute``."""
        names = {DAY: "a day", MINUTE: "a minute"}
        return " and ".join(f"{one.most:,} {names[one.seconds]}" for one in self.windows)

    @property
    def longest(self) -> float:
        """Seconds after which a recipient counts no more."""
        return max(one.seconds for one in self.windows) + _MARGIN


PRESETS = {
    "m365": Limits("Microsoft 365", (Window(DAY, 10_000), Window(MINUTE, 30))),
    # Google names no limit a minute; this one keeps it from slowing the account down.
    "gworkspace": Limits("Google Workspace", (Window(DAY, 2_000), Window(MINUTE, 60))),
    "gmail": Limits("Gmail without Google Workspace", (Window(DAY, 500), Window(MINUTE, 60))),
}
_HOSTS = {
    "smtp.office365.com": "m365",
    "smtp.gmail.com": "gworkspace",
    "smtp-relay.gmail.com": "gworkspace",
}
_PERSONAL = re.compile(r".*@(outlook|hotmail|live|msn)\.[a-z.]+")
"""Microsoft lets such an account send far less than a school's, and does not say how much."""


def limits_for(written: str, host: str, user: str = "") -> Limits:
    """The limits ``written`` in the settings: a preset or numbers; else those of a known ``host``.

    Somebody's own account may send less there than a school's: that is known by ``user``. Raises
    :class:`MailingError`.
    """
    name = written.strip().lower() or _known(host.lower(), user.strip().lower())
    if name in PRESETS:
        return PRESETS[name]
    if not name:
        raise MailingError(
            f"How many mails may your account send? Hallway knows no limits of {host or 'it'}. "
            f"Ask your provider and set {_EXAMPLE}, or one of {', '.join(PRESETS)}."
        )
    windows = {}
    for part in written.split(","):
        found = _OWN.fullmatch(part)
        if not found or int(found[1]) < 1:
            raise MailingError(
                f'HALLWAY_MAIL_LIMITS is "{written}". Write it like {_EXAMPLE}, '
                f"or one of {', '.join(PRESETS)}."
            )
        windows[DAY if found[2].lower() == "day" else MINUTE] = int(found[1])
    if DAY not in windows:
        raise MailingError(f"HALLWAY_MAIL_LIMITS names no limit a day. Write it like {_EXAMPLE}.")
    ordered = sorted(windows.items(), reverse=True)
    return Limits("your own limits", tuple(Window(*one) for one in ordered))


def _known(host: str, user: str) -> str:
    name = _HOSTS.get(host, "")
    if name == "gworkspace" and user.endswith(("@gmail.com", "@googlemail.com")):
        return "gmail"
    return "" if name == "m365" and _PERSONAL.fullmatch(user) else name


def forecast(count: int, spent: Sequence[float], limits: Limits, now: float) -> float:
    """When the last of ``count`` more recipients is written to, if nothing stands in the way."""
    return forecast_together(count, [(spent, limits, now)])


def forecast_together(
    count: int, accounts: Sequence[tuple[Sequence[float], Limits, float]]
) -> float:
    """The same for accounts that share a list: each its ``spent``, its limits, and its start."""
    if not count:
        return max((max((start, *spent[-1:])) for spent, _, start in accounts), default=0.0)
    # Whichever is free takes the next one, so all their moments in one row are what happens.
    moments = merge(*(_moments(*one) for one in accounts))
    return next(islice(moments, count - 1, None))


def _moments(spent: Sequence[float], limits: Limits, start: float) -> Iterator[float]:
    kept: deque[float] = deque(spent, maxlen=max(one.most for one in limits.windows))
    moment = max((start, *spent[-1:]))
    while True:
        for window in limits.windows:
            if len(kept) >= window.most:
                moment = max(moment, window.frees(kept[-window.most]))
        kept.append(moment)
        yield moment
