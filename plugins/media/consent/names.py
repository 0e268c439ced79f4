"""Names of the register in a text, whatever their accents, capitals and separators. Pure.

Every word of a text is looked up once, so that a thousand names cost as much as one. What is handed
out are ids; a name never leaves this module but masked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_LETTERS = re.compile(r"[^\W\d_]+")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts in which a name stands in a sentence without a space around it."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_COMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_ORDINARY_WORDS = """
will may mark grace hope faith joy rose art june april august summer dawn ivy lily violet jade ruby
pearl amber bill rob pat sky star max chance drew grant jack miles reed rich sunny wade ray gene
robin dale glen cliff
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""First names that are words: in small letters, they are taken for the word."""

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the register writes it; ``first`` and ``full`` are its folded words."""

    first: Words
    full: frozenset[Words]
    masked: str


def read_name(text: str) -> Name:
    """``Ada Lovelace``, ``Lovelace, Ada`` or one name alone, which then is a first name only."""
    last, comma, given = text.partition(",")
    turned_round = bool(comma and given.strip())
    written = f"{given} {last}" if turned_round else last
    pieces = written.split()
    while len(pieces) > 2 and pieces[-1].strip(".").casefold() in _SUFFIXES:
        pieces.pop()
    written = " ".join(pieces)
    first = tuple(_words(pieces[0])) if pieces else ()
    whole = tuple(_words(written))
    masked = " ".join(f"{piece[0]}…" for piece in pieces if piece[0].isalpha())
    full: set[Words] = set()
    if len(pieces) > 1 and whole != first:
        ways = [pieces, [pieces[0], pieces[-1]]]
        if len(pieces) > 2:
            ways.append([pieces[0], " ".join(pieces[1:])])
        # Who has two family names is called by the first of them: María García López.
        family = last.split() if turned_round else pieces[-2:-1] if len(pieces) > 3 else []
        ways += [[pieces[0], one] for one in family if one[0].isupper() and one != pieces[0]]
        for way in ways:
            for turned in (way, [*way[1:], way[0]]):
                full.add(tuple(_words(" ".join(turned))))
                # file names run together, and drop apostrophes and hyphens
                full.add(tuple("".join(_words(piece)) for piece in turned))
                full.add(("".join(_words(" ".join(turned))),))
    elif whole and _WITHOUT_SPACES.search(written):
        full.add(whole)
    return Name(first, frozenset(one for one in full if one and all(one)), masked)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Finds the names of ``by_id`` (id to name). Without any it costs nothing."""

    by_id: Mapping[str, Name] = field(default_factory=dict, repr=False)
    _full: dict[str, list[tuple[Words, str]]] = field(default_factory=dict, repr=False)
    _running: list[tuple[str, str]] = field(default_factory=list, repr=False)
    _telling: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        for id_, name in self.by_id.items():
            self._telling.update(name.first, *name.full)
            for words in name.full:
                self._full.setdefault(words[0], []).append((words, id_))
                if _WITHOUT_SPACES.search("".join(words)):
                    self._running.append(("".join(words), id_))

    def __bool__(self) -> bool:
        return bool(self.by_id)

    def full_names_in(self, text: str) -> set[str]:
        """The ids of all whose full name stands in ``text``."""
        if not self._full or not text:
            return set()
        words = list(_words(text))
        # Ada B. Lovelace is Ada Lovelace.
        without_initials = [word for word in words if len(word) > 1]
        found = self._full_among(words)
        if len(without_initials) < len(words):
            found |= self._full_among(without_initials)
        if self._running:
            joined = "".join(words)
            found |= {id_ for name, id_ in self._running if name in joined}
        return found

    def _full_among(self, words: list[str]) -> set[str]:
        return {
            id_
            for place, word in enumerate(words)
            for name, id_ in self._full.get(word, ())
            if tuple(words[place : place + len(name)]) == name
        }

    def first_names_in(self, text: str, ids: Iterable[str]) -> set[str]:
        """Those of ``ids`` whose first name stands in ``text``."""
        wanted = [(self.by_id[id_].first, id_) for id_ in ids if id_ in self.by_id]
        wanted = [(first, id_) for first, id_ in wanted if first]
        if not wanted or not text:
            return set()
        words = list(_words(text, keep_ordinary=False))
        return {
            id_
            for first, id_ in wanted
            if any(
                tuple(words[place : place + len(first)]) == first
                for place, word in enumerate(words)
                if word == first[0]
            )
            or (_WITHOUT_SPACES.search("".join(first)) and "".join(first) in "".join(words))
        }

    def masked(self, id_: str) -> str:
        """``A… L…``: what a problem may show of a name."""
        name = self.by_id.get(id_)
        return name.masked if name else ""

    def tells_a_name(self, text: str) -> bool:
        """True when any word of any name stands in ``text``: it is not to be repeated."""
        return any(len(word) > 1 and word in self._telling for word in _words(text))


def _words(text: str, *, keep_ordinary: bool = True) -> Iterator[str]:
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        # Neither accents nor signs that nobody sees, like a place to part a word at.
        bare = "".join(one for one in parts if unicodedata.category(one) not in ("Mn", "Cf"))
        text = unicodedata.normalize("NFKC", bare)
    # Camel case first: it is lost once a text is folded.
    for written in _LETTERS.findall(_INNER_CAPITAL.sub(" ", text)):
        word = written.casefold().translate(_NOT_COMPOSED)
        if keep_ordinary or written != word or word not in _ORDINARY:
            yield word
