"""What changes in the text of a post before it runs in the race: its images and its links."""

from __future__ import annotations

import re
from collections.abc import Callable

_IMAGE = re.compile(r"!\[[^\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^)]*\)")
_POST_LINK = re.compile(
    r"\[(?P<text>[^\]]*)\]"
    r"\((?P<name>[^():/\s]+\.md)(?P<rest>(?:#[^)\s]*)?(?:\s+\"[^\"]*\")?)\)"
)


def without_images(body: str) -> str:
    """``body`` with its Markdown and HTML images gone, and the links that held nothing else."""
    return _EMPTY_LINK.sub("", _HTML_IMAGE.sub("", _IMAGE.sub("", body)))


def link_posts(body: str, target: Callable[[str], str | None]) -> str:
    """``body`` with each link to another post pointing to ``target(file name)``.

    Where ``target`` knows no such post, the words of the link stay and the link goes.
    """

    def replaced(link: re.Match[str]) -> str:
        name = target(link["name"])
        return link["text"] if name is None else f"[{link['text']}]({name}{link['rest']})"

    return _POST_LINK.sub(replaced, body)
