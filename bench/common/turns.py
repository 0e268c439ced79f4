"""Who runs when: nobody always goes first on a cold machine or last on a hot one."""

from __future__ import annotations

from collections.abc import Sequence


def plan_turns(names: Sequence[str], rounds: int) -> list[list[str]]:
    """The order of each round, moved on by one place a round: ABCD, BCDA, CDAB, ..."""
    if not names:
        return [[] for _ in range(rounds)]
    shifts = (number % len(names) for number in range(rounds))
    return [[*names[shift:], *names[:shift]] for shift in shifts]
