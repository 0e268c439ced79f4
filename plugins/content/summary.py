"""The first words of a text, where its author wrote no summary."""

from __future__ import annotations

import re

from markupsafe import Markup

LENGTH = 200
"""Characters, at the most; a little more than two lines of a card."""

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def first_words(html: str, length: int = LENGTH) -> str:
    """The text of the first paragraph that has any, cut after a word; may be empty."""
    for found in _PARAGRAPH.finditer(html):
        text = Markup(found[1]).striptags()
        if text:
            return shorten(text, length)
    return ""


def shorten(text: str, length: int) -> str:
    """``text`` in at most ``length`` characters, ending in … where something was left out."""
    if len(text) <= length:
        return text
    head = text[: length - 1].rsplit(None, 1)[0].rstrip(" ,;:–-")
    return f"{head or text[: length - 1]}…"
