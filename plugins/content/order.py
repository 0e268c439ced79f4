"""The order of texts and their addresses: the same on every machine, no two alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.common.problems import ProblemLog


def newest_first(article: Any) -> tuple[float, str]:
    """Sort key: newest first; the same moment by path, so that the disk decides nothing."""
    return (-article.date.timestamp(), article.relative_source_path)


def separate_addresses(
    contents: Iterable[Any], problems: ProblemLog, reserved: Iterable[str] = ()
) -> None:
    """Give a text whose address is taken another one, and name both files.

    ``reserved`` are files that the site writes itself (``posts/index.html``, ``404.html``).
    """
    taken: dict[str, str] = {_folded(file): "the site itself" for file in reserved}
    for content in sorted(contents, key=lambda one: str(one.relative_source_path)):
        owner = taken.setdefault(_folded(content.save_as), content.relative_source_path)
        if owner == content.relative_source_path:
            continue
        problems.add(
            content.relative_source_path,
            content.lines.get("slug", 0),
            "address-taken",
            content.slug,
            f"This address belongs to {owner} already.",
            f"Rename this file, or give it a line slug: {content.slug}-2 in its front matter.",
        )
        number = 2
        slug = content.slug
        for override in ("override_save_as", "override_url"):
            if hasattr(content, override):
                delattr(content, override)
        while _folded(content.save_as) in taken:
            content.slug = content.metadata["slug"] = f"{slug}-{number}"
            number += 1
        taken[_folded(content.save_as)] = content.relative_source_path


def _folded(path: str) -> str:
    # Web servers on Windows and macOS know no capitals.
    return path.casefold()
