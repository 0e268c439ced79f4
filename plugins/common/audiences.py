"""For whom a text or a part of it is: blocks for one audience, and what is never public.

``!!! staff`` and its lines, indented by four spaces, are for the staff alone. They are cut out of
the *source* before anything reads it, so that no summary, outline, footnote or feed can hold them.
What no source tells of is cut out of the HTML (:mod:`plugins.common.hiding`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.common.look_alikes import fold
from plugins.common.markers import (
    ORDINARY_BOXES,
    begins_block,
    find_marker,
    head_of,
    may_hold_marks,
    named_in,
    plain_words,
)
from plugins.common.near import nearest
from plugins.common.problems import Problem

STAFF = "staff"
"""The audience that is never public: what is for it alone is in no page, feed or list."""
USUAL = ("families", "teachers", "students")
"""Who else there is at a school that lists nobody in its vocabulary."""
EVERYBODY = "everybody"
"""The one variant of an issue that names no audience."""

_HEAD = re.compile(r'[ \t>]*(?::[ \t]+)?!!! ?([\w-]+(?: +[\w-]+)*)(?: +"[^"\n]*")?[ \t]*')
_POINTER = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\n]+)\]:")
"""A place that points to a footnote, and where a footnote begins."""
_INDENT = 4
_HEADING = re.compile(r"[\s>]*(#{1,6})(?=[^#])")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
_CONTAINER = re.compile(r"\s*:{3,}")
_FENCE = re.compile(r"^(?P<fence>~{3,}|`{3,})[^\n`]*\n(?:.*\n)*?(?P=fence)[ ]*$", re.MULTILINE)


def is_private(audience: Collection[str]) -> bool:
    """True for what is for the staff and nobody else."""
    return set(audience) == {STAFF}


def marker_in_value(value: object) -> str:
    """The first mark of words for the staff in a text, or in those of a list or mapping; or ""."""
    if isinstance(value, str):
        return find_marker(plain_words(value))
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple)):
        return next(filter(None, map(marker_in_value, value)), "")
    return ""


def value_is_for_everybody(path: str, line: int, key: str, marker: str) -> Problem:
    """The problem of a value with words for the staff, where a whole value is for all readers."""
    return Problem(
        path,
        line,
        "audience-block-unreadable",
        marker.strip(),
        f'"{key}" is the same for all readers, so it cannot have words for the staff. It is left '
        "out.",
        "Put them into a block of a text, or give the text audience: [staff].",
    )


@dataclass(frozen=True, slots=True)
class AudienceBlock:
    """Lines ``first`` to ``last`` (counted from 0) of a text, for ``audiences``.

    ``trouble`` names what is wrong with how it is written: ``unreadable`` (its first line is no
    ``!!! word "Title"``), ``empty`` (nothing is indented under it), ``ragged`` (a line right under
    it is not indented), ``in-code`` (it stands in a block of code), ``unknown`` (its word is nearly
    that for the staff); empty where all is well.
    """

    first: int
    last: int
    audiences: frozenset[str]
    trouble: str = ""

    @property
    def private(self) -> bool:
        """A block that names the staff is not public, whoever else is named."""
        return STAFF in self.audiences


def find_blocks(text: str, audiences: Mapping[str, str]) -> list[AudienceBlock]:
    """The blocks of Markdown ``text`` for one of ``audiences`` (word to id), outermost ones.

    A block is known however its first line was typed (:mod:`plugins.common.markers`).
    """
    if not may_hold_marks(text):
        return []
    page = _Page(text, audiences)
    found: list[AudienceBlock] = []
    place = 0
    while place < len(page.lines):
        block = page.block_at(place)
        if block:
            found.append(block)
            place = block.last
        place += 1
    return found


def unknown_heads(text: str, audiences: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Lines (from 0) with the word of a block that is no audience and no box for everybody.

    Its author may have meant it for few (``!!! stafff``, ``!!! colleagues``), and everybody would
    read it. Other programs' boxes, and what is only shown, count where the word is nearly one.
    """
    if not may_hold_marks(text):
        return
    page = _Page(text, audiences)
    for place, line in enumerate(page.lines):
        head = head_of(page.folded[place])
        named = named_in(head) if head is not None else []
        if not named or named[0] in ORDINARY_BOXES or page.words.keys() & set(named):
            continue
        is_box = bool(_HEAD.fullmatch(line)) and place not in page.code
        if is_box or nearest(named[0], page.words) is not None:
            yield place, named[0]


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


class _Page:
    """The lines of a text, as they were written and folded, while its blocks are found."""

    def __init__(self, text: str, audiences: Mapping[str, str]) -> None:
        self.lines = text.split("\n")
        self.folded = [plain_words(line).replace("\n", " ") for line in self.lines]
        self.words = {fold(word): audience for word, audience in audiences.items()} | {STAFF: STAFF}
        self.code = {
            place: text.count("\n", 0, found.end())
            for found in _FENCE.finditer(text)
            for place in range(
                text.count("\n", 0, found.start()), text.count("\n", 0, found.end()) + 1
            )
        }
        """Lines within a block of code, each with the last line of that block."""

    def block_at(self, first: int) -> AudienceBlock | None:
        """The block that begins in line ``first``, if one does."""
        named, unknown = self._named(first)
        if not named:
            return None
        if self.code.get(first, first) > first:
            return AudienceBlock(first, self.code[first] - 1, named, "in-code")
        plain = _HEAD.fullmatch(self.lines[first])
        written = re.findall(r"[\w-]+", plain[1]) if plain else ()
        readable = plain and named <= {self.words.get(fold(word)) for word in written}
        trouble = "unknown" if unknown else "" if readable else "unreadable"
        last, found = self._extent(first, readable=bool(readable))
        return AudienceBlock(first, last, named, trouble or found)

    def _named(self, place: int) -> tuple[frozenset[str], bool]:
        """The audiences that the line names, and whether its word is only nearly the staff's."""
        words = self.folded[place]
        following = self.folded[place + 1] if place + 1 < len(self.folded) else ""
        head = head_of(words)
        mentioned = named_in(head) if head is not None else []
        named = {self.words[word] for word in mentioned if word in self.words}
        if begins_block(words, following):
            named.add(STAFF)
        unknown = not named and bool(mentioned) and mentioned[0] not in ORDINARY_BOXES
        if unknown and nearest(mentioned[0], self.words) == STAFF:
            return frozenset((STAFF,)), True
        return frozenset(named), False

    def _extent(self, first: int, *, readable: bool) -> tuple[int, str]:
        """The last line of the block that begins in ``first``, and what is wrong with its lines.

        Where its author wrote it otherwise than Markdown reads it, what was meant is not known:
        all that may belong to it does.
        """
        if self._level(first) or (not readable and "<" in self.lines[first]):
            return self._end_of_section(first), "unreadable"
        if not readable and _CONTAINER.match(self.folded[first]):
            return self._end_of_container(first), ""
        depth = _depth(self.lines[first]) + 1
        if readable:
            depth = self.lines[first].expandtabs(_INDENT).index("!!!") + _INDENT
        quoted = not readable and self.folded[first].lstrip().startswith(">")
        last, trouble = first, ""
        for place in range(first + 1, len(self.lines)):
            if not self.folded[place].strip(" \t>"):
                continue
            if _depth(self.lines[place]) >= depth or (
                quoted and self.folded[place].lstrip().startswith(">")
            ):
                last = place
                if _plain_depth(self.lines[place]) < _depth(self.lines[place]):
                    trouble = trouble or "ragged"  # Markdown takes other spaces for no indent
                continue
            if place == last + 1 and not self._named(place)[0]:
                # Markdown ends the block here, so that it is not known whether this belongs to it.
                trouble, last = trouble or ("ragged" if last > first else "empty"), place
                continue
            break
        if last == first:
            trouble = trouble or "empty"
            if not _says_more(self.folded[first]):
                last = self._end_of_section(first)
        return last, trouble

    def _level(self, place: int) -> int:
        """The level of the heading in a line; 0 for none."""
        found = _HEADING.match(self.folded[place])
        if found:
            return len(found[1])
        below = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        underline = _UNDERLINE.fullmatch(below) if self.lines[place].strip() else None
        return (1 if underline[1][0] == "=" else 2) if underline else 0

    def _end_of_section(self, first: int) -> int:
        """The last line before the next heading that is not below the one of ``first``."""
        own = self._level(first) or 6
        start = first + (2 if self._level(first) and not _HEADING.match(self.folded[first]) else 1)
        for place in range(start, len(self.lines)):
            if 0 < self._level(place) <= own and place not in self.code:
                return place - 1
        return len(self.lines) - 1

    def _end_of_container(self, first: int) -> int:
        for place in range(first + 1, len(self.lines)):
            if not self.folded[place].strip().strip(":") and _CONTAINER.match(self.folded[place]):
                return place
        return self._end_of_section(first)


def _says_more(words: str) -> bool:
    """True where a folded line has words of its own beside those of the mark and its title."""
    after = words.partition(STAFF)[2]
    title = re.sub(r'^[^\w"]*"[^"]*"', "", after)
    return bool(re.search(r"[^\W_]", title))


def _depth(line: str) -> int:
    """How far a line is indented, in spaces of any kind."""
    folded = fold(line.expandtabs(_INDENT))
    return len(folded) - len(folded.lstrip(" >"))


def _plain_depth(line: str) -> int:
    expanded = line.expandtabs(_INDENT)
    return len(expanded) - len(expanded.lstrip(" >"))
