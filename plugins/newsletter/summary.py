"""What the summary of a build says about the newsletter. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.common.moments import Week
from plugins.newsletter.limits import CLIPPED

_NAMED = 3
"""So many are told by name."""


def tell_week(
    week: Week, count: int, waiting: int, *, has_file: bool, tag: str, held: str = ""
) -> str:
    """The summary's line about the week that is now; ``held``: why nobody gets its letter yet."""
    found = "1 entry" if count == 1 else f"{count or 'no'} {'entries' if count else 'entries yet'}"
    parts = [f"{week}, {found}"]
    if waiting:
        parts.append(f"{waiting} more dated later this week")
    if held:
        parts.append(held)
    elif count and not has_file:
        parts.append("draft it with: python3 tasks.py newsletter.draft")
    elif not count and not waiting:
        parts.append(f'a text of this week with the tag "{tag}" becomes one')
    return f"{parts[0]} ({'; '.join(parts[1:])})" if parts[1:] else parts[0]


def tell_expired(left_out: Mapping[str, str]) -> str:
    """A sentence about entries (by path, with their issue) that have expired since it came."""
    named = [f"{path} ({issue})" for path, issue in sorted(left_out.items())]
    more = [f"{len(named) - _NAMED} more"] if len(named) > _NAMED else []
    listed = ", ".join([*named[:_NAMED], *more])
    return f"left out of letters, having expired since: {listed}" if named else ""


def tell_heavy(sizes: Mapping[str, int]) -> str:
    """A sentence about letters (by name) whose bytes in a mail get close to what Gmail shows."""
    named = ", ".join(f"{name} has {size:,} bytes" for name, size in sorted(sizes.items()))
    return f"close to what Gmail shows of a mail ({CLIPPED:,} bytes): {named}" if named else ""
