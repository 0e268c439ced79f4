"""What ``media.yaml`` says about many photos at once, by patterns of their names. Pure.

    defaults:
      "*.png": {people: none, tags: [screenshot]}
      "2015/**": {credit: Maple Street School}

A pattern without a slash is of file names, in its folder and all folders below; one with a slash is
of paths from its folder on, where ``*`` stays within a folder and ``**`` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, TypeVar

_SIGNS = frozenset("*?[")


Entry = TypeVar("Entry", bound=Any)
"""A dataclass of what is said about a photo; its ``lines`` holds the keys that are said."""


def is_pattern(name: str) -> bool:
    """True for a name that can stand for several."""
    return bool(_SIGNS & set(name))


def matches(pattern: str, path: str) -> bool:
    """True when ``path``, relative to the pattern's folder, is one that it stands for."""
    if "/" not in pattern:
        path = PurePosixPath(path).name
    return _compiled(pattern).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts, rest = [], pattern.lstrip("/")
    while rest:
        if found := re.match(r"\*\*/?|\*|\?|\[(!?)([^\]/]+)\]", rest):
            sign = found.group()
            if sign.startswith("**"):
                parts.append("(?:.*/)?" if sign.endswith("/") else ".*")
            elif sign.startswith("["):
                inner = re.escape(found[2]).replace(r"\-", "-")
                parts.append(f"[{'^' if found[1] else ''}{inner}]")
            else:
                parts.append("[^/]*" if sign == "*" else "[^/]")
            rest = rest[len(sign) :]
        else:
            parts.append(re.escape(rest[0]))
            rest = rest[1:]
    try:
        return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
    except re.error:  # a range like [z-a]: the name as it stands
        return re.compile(re.escape(pattern), re.IGNORECASE)


def matching(patterns: Mapping[str, Entry], path: str) -> list[Entry]:
    """What all patterns that match say, the most exact first: who is in ``class-*`` counts before
    who is in ``*``, whichever stands above the other. Of two as exact as each other, the one that
    names somebody counts before the one that names nobody.
    """
    found = [pattern for pattern in patterns if matches(pattern, path)]

    def weight(pattern: str) -> tuple[int, bool]:
        return _exactness(pattern), bool(getattr(patterns[pattern], "people", ()))

    return [patterns[one] for one in sorted(found, key=weight, reverse=True)]


def _exactness(pattern: str) -> int:
    """How many signs of a name a pattern fixes; a slash is one."""
    return len(re.sub(r"\[[^\]]*\]|[*?]", "", pattern))


def inherit(own: Entry, defaults: Iterable[Entry]) -> Entry:
    """``own`` with what it leaves out taken from ``defaults``, the nearest first.

    A key that stands in ``own`` counts as said, empty or not: ``people:`` with nothing behind it is
    a question that is still open. So is an empty ``alt``, which an import leaves: but what a
    pattern says of all its photos answers that.
    """
    said = _said_by(own)
    changes: dict[str, Any] = {}
    for default in defaults:
        fresh = _said_by(default) - said
        changes |= {key: getattr(default, key) for key in fresh}
        said |= fresh
    return replace(own, **changes)


def _said_by(entry: Any) -> set[str]:
    return {key for key in entry.lines if key and (key != "alt" or entry.alt)}
