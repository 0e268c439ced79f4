"""Short texts of an issue's entries, to be copied into the school's other channels. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

LONGEST = 280
"""Letters of a short text with its address: what the strictest of the usual channels takes."""


def build_shorts(entries: Sequence[Mapping[str, str]]) -> list[str]:
    """One text an entry (``title``, ``summary``, ``url``), each at most :data:`LONGEST` letters.

    An address is never cut; one that leaves no room for words stands alone.
    """
    return [_short(one["title"], one.get("summary", ""), one["url"]) for one in entries]


def _short(title: str, summary: str, url: str) -> str:
    room = LONGEST - (len(url) + 1 if url else 0)
    words = textwrap.shorten(title, max(room, 1), placeholder="…") if room > 0 else ""
    left = room - len(words) - 2
    if summary and words == " ".join(title.split()) and left > 30:
        said = textwrap.shorten(summary, left, placeholder=" …")
        words += f"{'' if words.endswith(('.', '!', '?', '…')) else '.'} {said}"
    return "\n".join(part for part in (words, url) if part)
