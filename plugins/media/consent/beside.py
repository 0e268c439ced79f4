"""What stands beside a photo: its own words, its paragraph, and the blocks before and after. Pure.

Works on what the reader left: every photo is ``<img data-photo="..." data-line="..." ...>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_IMG = re.compile(r'<img data-photo="(?P<path>[^"]*)" data-line="(?P<line>\d+)"(?P<rest>[^>]*)>')
_WORDS = re.compile(r'\s(?:alt|title)="([^"]*)"')
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|figure|figcaption|table|thead|tbody|tr|td|th|div|section|"
    r"article|aside|blockquote|pre|details|summary|hr)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside the photo at ``path``; ``line`` is where the photo stands in its file."""

    path: str
    line: int
    words: str


def words_beside(html: str) -> Iterator[Beside]:
    """For each photo in ``html``, in its order, what a reader takes to belong to it."""
    photos = list(_IMG.finditer(html))
    if not photos:
        return
    blocks = list(_blocks(html))
    for photo in photos:
        own = next(place for place, (_, end, _) in enumerate(blocks) if photo.start() < end)
        before = next((words for _, _, words in reversed(blocks[:own]) if words), "")
        after = next((words for _, _, words in blocks[own + 1 :] if words), "")
        said = " \n ".join(unescape(one) for one in _WORDS.findall(photo["rest"]))
        # A line end between them: no name is read across two blocks.
        words = " \n ".join((before, blocks[own][2], said, after))
        yield Beside(unescape(photo["path"]), int(photo["line"]), words)


def photos_named(html: str) -> list[str]:
    """The paths of the photos that ``html`` shows or links to."""
    linked = re.findall(r'href="\{photo\}([^"]*)"', html)
    return [unescape(one) for one in (*(found["path"] for found in _IMG.finditer(html)), *linked)]


def plain_words(html: str) -> str:
    """The text of ``html``, with what its photos say."""
    said = " \n ".join(unescape(one["rest"]) for one in _IMG.finditer(html))
    return f"{unescape(_TAG.sub(' ', html))} \n {said}"


def _blocks(html: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for tag in _BLOCK.finditer(html):
        yield start, tag.end(), _text(html[start : tag.start()])
        start = tag.end()
    yield start, len(html) + 1, _text(html[start:])


def _text(html: str) -> str:
    # A tag within a word parts nothing: <b>A</b>da is one name.
    return " ".join(unescape(_TAG.sub("", html)).split())
