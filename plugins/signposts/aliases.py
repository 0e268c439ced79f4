"""Old addresses that lead to where a text is now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.common.output import site_path
from plugins.common.problems import ProblemLog


def plan_aliases(contents: Iterable[Any], problems: ProblemLog) -> dict[str, str]:
    """From the file of each old address to the site-relative address it leads to.

    An alias that leaves the site, or that two texts claim, is a problem and is left out.
    """
    planned: dict[str, str] = {}
    owners: dict[str, str] = {}
    for content in sorted(contents, key=lambda one: str(one.relative_source_path)):
        for alias in content.aliases:
            target = alias_file(alias)
            reason = None
            if target is None:
                reason = "is no address inside the site"
            elif target == content.save_as:
                reason = "is the text's own address"
            elif target in planned:
                reason = f"is claimed by {owners[target]} too"
            if reason or target is None:
                problems.add(
                    content.relative_source_path,
                    content.lines.get("aliases", 0),
                    "alias-unusable",
                    alias,
                    f'The old address "{alias}" {reason}.',
                    "Write it as it was after the site's name, like /2019/05/robots/.",
                )
                continue
            planned[target], owners[target] = content.url, content.relative_source_path
    return planned


def alias_file(alias: str) -> str | None:
    """``/2019/robots/`` as ``2019/robots/index.html``; None for what cannot be a page here."""
    path = unquote(urlsplit(alias.strip()).path).lstrip("/")
    clean = posixpath.normpath(path)
    if clean == ".":
        return None
    return site_path(clean if clean.endswith((".html", ".htm")) else f"{clean}/index.html")
