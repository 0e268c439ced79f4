"""Ids by which feed readers know an item or a feed for ever. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from plugins.common.problems import ProblemLog

_SPACE = uuid.UUID("b3a1f2d4-6c1e-5d7a-8f0b-2e9c4d5a6b7c")
"""The namespace of the ids made here; changing it would make every feed a new one."""


def feed_id(seed: str, place: str) -> str:
    """The ``urn:uuid:`` of the feed at ``place``, whatever its title or the domain become."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{seed}/{place}')}"


def separate_ids(articles: Iterable[Any], problems: ProblemLog) -> dict[str, str]:
    """An id of its own for each article, by the path of its file.

    Two files with the same ``id`` (one was made by copying the other) would be one item to a feed
    reader, and one of them never shown: the second gets another one, and both are named.
    """
    found: dict[str, str] = {}
    owners: dict[str, str] = {}
    for article in sorted(articles, key=lambda one: str(one.relative_source_path)):
        path, own = article.relative_source_path, article.permanent_id
        first = owners.setdefault(own, path)
        if first == path:
            found[path] = own
            continue
        found[path] = f"urn:uuid:{uuid.uuid5(_SPACE, f'{own}/{path}')}"
        lines = getattr(article, "lines", {})
        problems.add(
            path,
            lines.get("id", 0),
            "id-taken",
            getattr(article.fields, "id", ""),
            f"This id belongs to {first} already; to feed readers the two would be one text.",
            'Take the line "id:" out of the file that was made later.',
        )
    return found
