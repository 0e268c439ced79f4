"""For whom a text or a part of it is: blocks for one audience, and what is never public.

``!!! staff`` and its lines, indented by four spaces, are for the staff alone. They are cut out of
the *source* before anything reads it, so that no summary, outline, footnote or feed can hold them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup

from plugins.common.near import nearest

STAFF = "staff"
"""The audience that is never public: what is for it alone is in no page, feed or list."""
USUAL = ("families", "teachers", "students")
"""Who else there is at a school that lists nobody in its vocabulary."""
EVERYBODY = "everybody"
"""The one variant of an issue that names no audience."""

_HEAD = re.compile(r'[ \t>]*!!! ?([\w-]+(?: +[\w-]+)*)(?: +"[^"\n]*")?[ \t]*')
_LIKE_HEAD = re.compile(r'(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*!!!([^"\n]*)')
_BOX_ELSEWHERE = r"(?:!!+|\?\?\?\+?|:::+|\[!(?=\w))"
_ALMOST_HEAD = re.compile(_LIKE_HEAD.pattern.replace("!!!", _BOX_ELSEWHERE, 1))
"""Also what other programs take for a box, ``??? staff``, ``::: staff``, ``> [!STAFF]``: whoever
wrote it meant to hide it.
"""
_MARKED = re.compile(r'class="[^"]*\badmonition\b[^"]*\bstaff\b')
_POINTER = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\n]+)\]:")
"""A place that points to a footnote, and where a footnote begins."""
_INDENT = 4
_BOXES = {
    *("abstract", "attention", "bug", "caution", "danger", "error", "example", "failure", "hint"),
    *("important", "info", "note", "question", "quote", "seealso", "success", "summary", "tip"),
    *("todo", "warning"),
}
"""Words of ordinary boxes, which are for everybody."""


def is_private(audience: Collection[str]) -> bool:
    """True for what is for the staff and nobody else."""
    return set(audience) == {STAFF}


@dataclass(frozen=True, slots=True)
class AudienceBlock:
    """Lines ``first`` to ``last`` (counted from 0) of a text, for ``audiences``.

    ``trouble`` names what is wrong with how it is written: ``unreadable`` (its first line is no
    ``!!! word "Title"``), ``empty`` (nothing is indented under it), ``ragged`` (a line right under
    it is not indented); empty where all is well.
    """

    first: int
    last: int
    audiences: frozenset[str]
    trouble: str = ""

    @property
    def private(self) -> bool:
        """A block that names the staff is not public, whoever else is named."""
        return STAFF in self.audiences


def find_blocks(text: str, words: Collection[str]) -> list[AudienceBlock]:
    """The blocks of Markdown ``text`` that name one of the audiences ``words``, outermost ones."""
    lines = text.split("\n")
    found: list[AudienceBlock] = []
    place = 0
    while place < len(lines):
        block = _block_at(lines, place, {*words, STAFF})
        if block:
            found.append(block)
            place = block.last
        place += 1
    return found


def unknown_heads(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines (from 0) with the word of a block that is nearly an audience: ``!!! stafff``."""
    allowed = {*words, STAFF}
    for place, line in enumerate(text.split("\n")):
        head = _LIKE_HEAD.match(line)
        if head is None:
            continue
        named = re.findall(r"[\w-]+", head[1].lower())
        if not allowed & set(named):
            yield from ((place, word) for word in named[:1] if _is_near(word, allowed))


def cut_blocks(text: str, blocks: Iterable[AudienceBlock]) -> str:
    """``text`` with empty lines in the place of ``blocks``: every other line keeps its number.

    A footnote that nothing but ``blocks`` points to goes with them, wherever its words stand.
    """
    lines = text.split("\n")
    gone: list[str] = []
    for block in blocks:
        gone += _cut(lines, block.first, block.last)
    while labels := _pointed_to(gone) - _pointed_to(lines):
        notes = [place for place, line in enumerate(lines) if _names(line) in labels]
        if not notes:
            break
        for place in notes:
            gone += _cut(lines, place, _end_of_note(lines, place))
    return "\n".join(lines)


def _cut(lines: list[str], first: int, last: int) -> list[str]:
    """Empty the lines from ``first`` to ``last``; what stood there."""
    cut = lines[first : last + 1]
    lines[first : last + 1] = [""] * len(cut)
    return cut


def _pointed_to(lines: Iterable[str]) -> set[str]:
    return {label for line in lines for label in _POINTER.findall(line)}


def _names(line: str) -> str | None:
    found = _NOTE.match(line)
    return found[1] if found else None


def _end_of_note(lines: list[str], first: int) -> int:
    """The last line of the footnote that begins at ``first``: what follows at once, or indented."""
    last = first
    for place in range(first + 1, len(lines)):
        follows = place == last + 1 and lines[place].strip() and not _NOTE.match(lines[place])
        if lines[place].strip() and (follows or _depth(lines[place]) >= _INDENT):
            last = place
        elif lines[place].strip():
            break
    return last


def blocks_hidden_from(audience: str, blocks: Iterable[AudienceBlock]) -> Iterator[AudienceBlock]:
    """What a variant leaves out; :data:`EVERYBODY` reads all that is public."""
    for block in blocks:
        if block.private if audience == EVERYBODY else audience not in block.audiences:
            yield block


def strip_private(html: str) -> str:
    """``html`` without boxes for the staff that stood where the source does not tell (a quote)."""
    if not _MARKED.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for box in soup.select(f".admonition.{STAFF}"):
        box.decompose()
    return str(soup.decode())


def _block_at(lines: list[str], first: int, words: set[str]) -> AudienceBlock | None:
    like = _ALMOST_HEAD.match(lines[first])
    if like is None:
        return None
    named = frozenset(re.findall(r"[\w-]+", like[1].lower())) & words
    if not named:
        return None
    trouble = "" if _HEAD.fullmatch(lines[first]) else "unreadable"
    depth = _depth(lines[first]) + _INDENT
    last = first
    for place in range(first + 1, len(lines)):
        if not lines[place].strip(" \t>"):
            continue
        if _depth(lines[place]) >= depth:
            last = place
            continue
        if place == last + 1 and not _LIKE_HEAD.match(lines[place]):
            # Markdown ends the block here; what its author meant is not known, so it stays inside.
            trouble, last = trouble or ("ragged" if last > first else "empty"), place
            continue
        break
    if last == first:
        trouble = trouble or "empty"
    return AudienceBlock(first, last, named, trouble)


def _depth(line: str) -> int:
    expanded = line.expandtabs(_INDENT)
    return len(expanded) - len(expanded.lstrip(" >"))


def _is_near(word: str, audiences: Iterable[str]) -> bool:
    return word not in _BOXES and nearest(word, audiences) is not None
