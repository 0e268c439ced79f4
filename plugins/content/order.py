"""The order of texts and their addresses: the same on every machine, no two alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.common.problems import ProblemLog


def newest_first(article: Any) -> tuple[float, str]:
    """Sort key: newest first; the same moment by path, so that the disk decides nothing."""
    return (-article.date.timestamp(), article.relative_source_path)


def separate_addresses(contents: Iterable[Any], problems: ProblemLog) -> None:
    """Give a text whose address is taken another one, and name both files."""
    taken: dict[tuple[str, str, str], Any] = {}
    for content in sorted(contents, key=lambda one: str(one.relative_source_path)):
        first = taken.setdefault(_address(content), content)
        if first is content:
            continue
        problems.add(
            content.relative_source_path,
            content.lines.get("slug", 0),
            "address-taken",
            content.slug,
            f"This address belongs to {first.relative_source_path} already.",
            f"Rename this file, or give it a line slug: {content.slug}-2 in its front matter.",
        )
        number = 2
        slug = content.slug
        while _address(content) in taken:
            content.slug = f"{slug}-{number}"
            number += 1
        content.metadata["slug"] = content.slug
        taken[_address(content)] = content


def _address(content: Any) -> tuple[str, str, str]:
    # Casefolded: web servers on Windows and macOS know no capitals.
    return (content.kind, content.slug.casefold(), content.lang)
