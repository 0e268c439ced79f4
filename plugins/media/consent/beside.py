"""What stands beside a photo: its own words, its paragraph, and the blocks before and after. Pure.

Works on what the reader left: every photo is ``<img data-photo="..." data-line="..." ...>``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_IMG = re.compile(r'<img data-photo="(?P<path>[^"]*)" data-line="(?P<line>\d+)"(?P<rest>[^>]*)>')
_WORDS = re.compile(r'\s(?:alt|title)="([^"]*)"')
_LINK = re.compile(r'<a\s[^>]*?href="\{photo\}(?P<path>[^"]*)"')
_ATTRIBUTE = re.compile(r"""\s(?P<name>[\w:-]+)=(?:"(?P<one>[^"]*)"|'(?P<other>[^']*)')""")
_NO_WORDS = re.compile(r"class$|data-(?!title$)")
"""Attributes whose values are for programs: no reader comes to see them.

A player shows its title.
"""
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|figure|figcaption|table|thead|tbody|tr|td|th|div|section|"
    r"article|aside|blockquote|pre|details|summary|hr)\b[^>]*>",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"<(/?)(?:ul|ol|dl|table|figcaption|details|blockquote|div|aside)\b", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_PARTING = re.compile(
    r"<(?:br|img|input|svg|video|audio|button|select|option)\b[^>]*>", re.IGNORECASE
)
_READING = re.compile(
    r"<(?:rt|rp)\b[^>]*>.*?(?=</?(?:rt|rp|rb|rtc|ruby)\b|$)", re.IGNORECASE | re.DOTALL
)
"""What stands above or beside the letters of a ruby, with the brackets for old browsers."""


_NOTE = re.compile(r'<li id="(fn:[^"]*)"[^>]*>(.*?)(?=<li id="fn:|</ol>|$)', re.DOTALL)
_TO_NOTE = re.compile(r'href="#(fn:[^"]*)"')


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside the photo at ``path``; ``line`` is where the photo stands in its file."""

    path: str
    line: int
    words: str


def words_beside(html: str) -> Iterator[Beside]:
    """For each photo in ``html``, in its order, what a reader takes to belong to it."""
    html = _closed(html)
    photos, links = list(_IMG.finditer(html)), list(_LINK.finditer(html))
    if not photos and not links:
        return
    blocks = list(_blocks(html))
    ends = [block.end for block in blocks]
    for photo in photos:
        own = bisect_right(ends, photo.start())
        said = " \n ".join(unescape(one) for one in _WORDS.findall(photo["rest"]))
        # A line end between them: no name is read across two blocks.
        words = " \n ".join(
            (
                _up_to_words((one, one.closed) for one in reversed(blocks[:own])),
                blocks[own].words,
                said,
                _up_to_words((one, one.opened) for one in blocks[own + 1 :]),
            )
        )
        yield Beside(unescape(photo["path"]), int(photo["line"]), words)
    for link in links:
        yield Beside(unescape(link["path"]), 0, blocks[bisect_right(ends, link.start())].words)


def first_words(html: str) -> str:
    """What stands right below a photo that is put above ``html``."""
    return _up_to_words((one, one.opened) for one in _blocks(html))


def photos_named(html: str) -> list[str]:
    """The paths of the photos that ``html`` shows or links to."""
    linked = re.findall(r'href="\{photo\}([^"]*)"', html)
    return [unescape(one) for one in (*(found["path"] for found in _IMG.finditer(html)), *linked)]


def plain_words(html: str) -> str:
    """The text of ``html``, with what its photos say."""
    said = " \n ".join(unescape(one["rest"]) for one in _IMG.finditer(html))
    return " \n ".join((*(block.words for block in _blocks(html)), said))


@dataclass(frozen=True, slots=True)
class _Block:
    """Up to ``end`` of its text: what everybody reads, and what its tags say (a tooltip).

    ``opened``: 1 where a list or its like begins with it, -1 where one ended before it, else 0;
    ``closed``: the same for whoever comes from below.
    """

    end: int
    text: str
    said: str
    opened: int
    closed: int

    @property
    def words(self) -> str:
        return f"{self.text} \n {self.said}"


def _blocks(html: str) -> Iterator[_Block]:
    start, before = 0, ""
    notes = dict(_NOTE.findall(html)) if 'id="fn:' in html else {}
    for tag in _BLOCK.finditer(html):
        piece, after = html[start : tag.start()], tag.group()
        said = _said(before + piece) + _noted(piece, notes)
        yield _Block(tag.end(), _text(piece), said, _turn(before), -_turn(after))
        start, before = tag.end(), after
    rest = html[start:]
    said = _said(before + rest) + _noted(rest, notes)
    yield _Block(len(html) + 1, _text(rest), said, _turn(before), 0)


def _noted(html: str, notes: Mapping[str, str]) -> str:
    """The words of the footnotes that ``html`` points to: they belong to what is said there."""
    return "".join(f" \n {_text(notes.get(one, ''))}" for one in _TO_NOTE.findall(html))


def _turn(tag: str) -> int:
    """1 for the tag that begins a list or its like, -1 for the one that ends it."""
    found = _UNIT.match(tag)
    return (-1 if found[1] else 1) if found else 0


def _up_to_words(blocks: Iterable[tuple[_Block, int]]) -> str:
    """The words of the first block that a reader sees words in, and of what lies before it.

    A list, a table, a box or a caption is one thing: of it all counts. With each block comes
    whether one begins there.
    """
    found, depth, has_words = [], 0, False
    for block, turn in blocks:
        depth = max(0, depth + turn)
        if has_words and not depth:
            break
        found.append(block.words)
        has_words = has_words or bool(block.text)
        if has_words and not depth:
            break
    return " \n ".join(found)


def _said(html: str) -> str:
    values = (
        unquote(unescape(found["one"] or found["other"] or ""))
        for tag in _TAG.findall(_IMG.sub("", html))
        for found in _ATTRIBUTE.finditer(tag)
        if not _NO_WORDS.match(found["name"])
    )
    # A photo is published under another name: its own is looked at with what is said of it.
    return " \n ".join(one for one in values if not one.startswith("{photo}"))


def _text(html: str) -> str:
    if "<rt" not in html.lower():
        return _without_tags(html)
    # Beside its letters a name may stand as it is read, and both are read without the other.
    alone, readings = _READING.sub("", html), " ".join(_READING.findall(html))
    return " \n ".join(map(_without_tags, (html, alone, readings)))


def _without_tags(html: str) -> str:
    # A tag within a word parts nothing: <b>A</b>da is one name. One that starts a line parts words.
    return " ".join(unescape(_TAG.sub("", _PARTING.sub(" ", html))).split())


def as_read(text: str) -> str:
    """``text`` with what a reader sees of it, where it has tags, entities or percent signs."""
    if not any(sign in text for sign in "<&%"):
        return text
    return f"{text} \n {plain_words(_closed(text))} \n {unquote(text)}"


def _closed(html: str) -> str:
    """``html`` with no "<" behind the last end of a tag, to be looked for from each of them."""
    end = html.rfind(">") + 1
    return html[:end] + html[end:].replace("<", "&lt;")
