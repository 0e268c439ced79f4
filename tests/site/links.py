"""Every address that a finished site names, and whether it leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup

_ATTRIBUTES = ("href", "src", "poster", "data-player")


@cache
def soup_of(page: Path) -> BeautifulSoup:
    """The parsed page; parsed once."""
    return BeautifulSoup(
        page.read_text("utf-8"), "lxml-xml" if page.suffix == ".xml" else "html.parser"
    )


@cache
def ids_of(page: Path) -> frozenset[str]:
    """The places of a page that a fragment can lead to."""
    return frozenset(re.findall(r'\sid="([^"]+)"', page.read_text("utf-8")))


def addresses_in(page: Path) -> Iterator[tuple[str, str]]:
    """``(attribute, address)`` for everything the page links to or loads."""
    for tag in soup_of(page).find_all(True):
        for name in _ATTRIBUTES:
            if tag.get(name):
                yield f"{tag.name}[{name}]", str(tag[name])
        for part in str(tag.get("srcset", "")).split(","):
            if part.strip():
                yield f"{tag.name}[srcset]", part.split()[0]


def broken_in(output: Path, page: Path, site: str) -> Iterator[str]:
    """The addresses of ``page`` that lead to nothing in ``output``; ``site`` is the site's own."""
    for where, address in addresses_in(page):
        local = address.removeprefix(site) if address.startswith(site) else address
        if urlsplit(local).scheme or local.startswith("//"):
            continue
        path, fragment = urldefrag(local)
        path = unquote(path.partition("?")[0])
        target = page if not path else (output / path.lstrip("/"))
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            yield f"{page.relative_to(output)}: {where} {address}"
        elif fragment and target.suffix == ".html" and unquote(fragment) not in ids_of(target):
            yield f"{page.relative_to(output)}: {where} {address} (no such place)"
