"""Which kept renditions may go: those that no build has used for a while. Pure.

A rendition is made from its photo again whenever it is missing, so one too many that goes costs a
second, and one that stays for ever costs room on the coach's disk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the cache. ``last_used``: when a build last asked for it or for its photo."""

    name: str
    last_used: datetime


def plan_pruning(
    kept: Iterable[Kept], wanted: Collection[str], now: datetime, keep_days: int
) -> list[Kept]:
    """Those of ``kept`` to remove, by name: unused for more than ``keep_days``, and not ``wanted``.

    ``wanted``: the names that this build uses. ``keep_days`` 0 keeps everything for ever.
    """
    if keep_days == 0:
        return []
    oldest = now - timedelta(days=keep_days)
    idle = (one for one in kept if one.last_used < oldest and one.name not in wanted)
    return sorted(idle, key=lambda one: one.name)
