"""The table of the race. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from bench.common.table import figure
from bench.mailing.race import Outcome

MOST_BOOKKEEPING = 0.5
"""The part of the time that writing down may take."""

MOST_RENDERING = 0.5
"""Milliseconds that one personal message may take."""

HEADER = (
    "Program",
    "Messages",
    "Messages/s",
    "CPU ms each",
    "database's",
    "Bookkeeping",
    "ms each",
    "of the CPU",
    "Rendering ms",
    "Peak MB",
)


def middle(outcomes: Sequence[Outcome]) -> Outcome:
    """The round with the median time. Needs at least one."""
    wall = median(one.wall for one in outcomes)
    return min(outcomes, key=lambda one: abs(one.wall - wall))


def rows(outcomes: Mapping[str, Outcome]) -> list[list[str]]:
    """A line a program, below :data:`HEADER`."""
    return [
        [
            name,
            f"{one.messages:,}",
            figure(one.a_second),
            figure(one.cpu_each),
            figure(one.server_cpu / one.messages * 1000) if one.server_cpu else "",
            f"{one.share:.0%}" if one.bookkeeping else "",
            figure(one.bookkeeping / one.messages * 1000) if one.bookkeeping else "",
            f"{one.cpu_share:.0%}" if one.bookkeeping else "",
            figure(one.rendering_each),
            figure(one.peak / 1e6),
        ]
        for name, one in outcomes.items()
    ]
