"""What a timer sends: the issue whose moment has come, and never an old one by accident. Pure.

Moments are seconds since 1970. An issue's moment is that at which it closed, as its hand-over says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mailing.quota import DAY, HOUR

MOST_LATE = 144
"""Hours. More would reach back to the issue of the week before."""

_AHEAD = 35 * DAY
"""An outbox whose newest issue is further ahead than this is seen by a clock that is wrong."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An issue that was queued. ``open``: messages not settled; ``last``: its last sign of life.

    ``letters`` are those that were begun, by name: of an issue somebody may begin one alone.
    """

    open: int
    last: float
    letters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run of the timer does.

    ``begin`` and ``resume``: issues, the oldest first. ``late`` and ``stuck``: those that need
    somebody, never begun as a whole or begun and left. ``ahead``: the clock must be wrong.
    ``next``: the moment of the next one, 0 where none is known.
    """

    begin: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()
    ahead: str = ""
    next: float = 0.0


def plan_due(
    closed: Mapping[str, float],
    begun: Mapping[str, Begun],
    others: Collection[str],
    now: float,
    hours: float,
    parts: Collection[str] = (),
) -> Plan:
    """What is due at ``now``, where an issue may be ``hours`` late.

    ``closed``: the moment of each published issue in the outbox. ``others``: issues that somebody
    else sends. ``parts``: issues of which some letters were begun, and others not. What nobody
    looked after for another day is history, and not told again.
    """
    if closed and max(closed.values()) > now + _AHEAD:
        return Plan(ahead=max(closed, key=lambda one: closed[one]))
    late = hours * HOUR
    # A limit a day may keep an issue waiting for a day, and then a run has to come.
    idle = late + DAY + HOUR
    known = {*others, *(name for name in begun if name not in parts)}
    fresh = {name: at for name, at in closed.items() if name not in known}
    left = {name: now - one.last for name, one in begun.items() if one.open}
    return Plan(
        begin=_in_order(name for name, at in fresh.items() if 0 <= now - at <= late),
        resume=_in_order(name for name, age in left.items() if age <= idle),
        late=_in_order(name for name, at in fresh.items() if late < now - at <= late + DAY),
        stuck=_in_order(name for name, age in left.items() if idle < age <= idle + DAY),
        next=min((at for at in fresh.values() if at > now), default=0.0),
    )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
