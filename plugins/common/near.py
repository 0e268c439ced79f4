""" "Did you mean": the nearest of the words that are allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like ``word`` (case ignored), or None where nothing is near."""
    by_folded = {one.casefold(): one for one in allowed}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """`` Did you mean "x"?`` with a leading space, or nothing."""
    found = nearest(word, allowed)
    return f' Did you mean "{found}"?' if found else ""
