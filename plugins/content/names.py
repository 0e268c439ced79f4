"""Names: from a file's path to its slug, its address and its permanent id."""

from __future__ import annotations

import re
import uuid
from pathlib import PurePosixPath

from markupsafe import Markup
from slugify import slugify

from plugins.common.output import site_path

_PAGES = (".html", ".htm")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)")
_SPACE = uuid.UUID("5f0f6f0c-7c5a-5c52-9f6b-1c5f3b7f2a11")
"""The namespace of Hallway's permanent ids; changing it would repeat every item to every reader."""


def dated_stem(path: str) -> tuple[str, str]:
    """``posts/2026-11-16-robots.md`` as ``("2026-11-16", "robots")``; the date may be empty."""
    stem = PurePosixPath(path).stem
    found = _DATED.fullmatch(stem)
    if found and found[2]:
        return found[1], found[2]
    return (found[1], stem) if found else ("", stem)


def slug_of(text: str) -> str:
    """A file name or a title as a word for an address, in plain ASCII; a text of emoji is empty."""
    return slugify(text)


def has_list(word: str) -> bool:
    """True for a tag or an author with an address of its own, which Pelican makes of the word.

    Pelican takes ``<b>`` for a tag of HTML and leaves nothing of it.
    """
    return bool(slug_of(word) and slug_of(Markup(word).striptags()))


def chosen_address(url: str, save_as: str) -> tuple[str, str] | None:
    """Pelican's ``url`` and ``save_as`` as one address that is sure to lead to its file.

    Either may be empty; None for a place outside the site or for what no browser shows as a page.
    """
    written = save_as.strip() or url.strip()
    file = site_path(f"{written}index.html" if written.endswith("/") else written)
    if file is None or not file.endswith(_PAGES):
        return None
    return file.removesuffix("index.html"), file


def permanent_id(seed: str, name: str) -> str:
    """A ``urn:uuid:`` that stays when title, slug, address and domain change.

    ``seed`` tells one school's site from another's (setting FEED_ID_SEED), ``name`` is the item's
    ``id`` in front matter or else the path of its file.
    """
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{seed}/{name}')}"
