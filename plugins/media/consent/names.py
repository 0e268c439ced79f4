"""Names of the register in a text, whatever their letters, capitals and separators. Pure.

Every word of a text is looked up once, so that a thousand names cost as much as one. What is handed
out are ids; a name never leaves this module but masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, product

from plugins.common.look_alikes import skeleton

_LETTERS = re.compile(r"[^\W\d_]+")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts in which a name stands in a sentence without a space around it."""
_ORDINARY_WORDS = """
will may mark grace hope faith joy rose art june april august summer dawn ivy lily violet jade ruby
pearl amber bill rob pat sky star max chance drew grant jack miles reed rich sunny wade ray gene
robin dale glen cliff
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""First names that are words: in small letters, they are taken for the word."""
_JOINING_WORDS = """
de del della di da do dos das du des la le van von vom zu zum zur der den dem ter ten bin ibn al el
y e af av
"""
_PARTICLES = frozenset(_JOINING_WORDS.split())
"""Words that join the parts of a name and are none themselves."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TWO_FOR_ONE = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
"""Müller, Mueller and Muller are one name, as are Ødegård and Oedegaard."""

_WITHIN = frozenset("-‐‑–_.'’+")
"""Between two words of one: Ada-Maria, ada_lovelace."""
_OPENING, _CLOSING = frozenset("\"'“„”«»‹›‘’([{"), frozenset("\"'“”«»‹›‘’)]}")
_LONGEST_KEY = 4
_NICKNAME = 4
"""Words in quotes or brackets that count as one: Ada "the Countess" Lovelace."""
_SHORTEST_PART = 3

Words = tuple[str, ...]
"""Parts of a name, folded, in their order; each may be several words of a text, or within one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the register writes it; ``first`` and ``full`` are the ways it may be told."""

    first: frozenset[Words]
    full: frozenset[Words]
    masked: str

    def __or__(self, other: Name) -> Name:
        """The name of one person, in the ways of both; masked as this one is."""
        return Name(self.first | other.first, self.full | other.full, self.masked)


def read_name(text: str) -> Name:
    """``Ada Lovelace``, ``Lovelace, Ada`` or one name alone, which then is a first name only."""
    last, comma, given = text.partition(",")
    turned_round = bool(comma and given.strip())
    written = f"{given} {last}" if turned_round else last
    pieces = written.split()
    while len(pieces) > 2 and pieces[-1].strip(".").casefold() in _SUFFIXES:
        pieces.pop()
    masked = " ".join(f"{piece[0]}…" for piece in pieces if piece[0].isalpha())
    first = {tuple(_words(way)) for one in _parts(*pieces[:1]) for way in _cases_of(one)}
    full = {_joined(way) for way in _full_ways(pieces, last.split() if turned_round else None)}
    if not full and _WITHOUT_SPACES.search(written):
        full = {_joined([written])}
    return Name(
        frozenset(one for one in first if one), frozenset(one for one in full if all(one)), masked
    )


def _full_ways(pieces: list[str], family: list[str] | None) -> Iterator[list[str]]:
    """The parts by which everybody knows who is meant; ``family`` where it is known to be that."""
    if len(pieces) < 2 or _joined(pieces[:1]) == _joined(["".join(pieces)]):
        return
    lasts = [*_parts(pieces[-1]), " ".join(pieces[1:])]
    # Who has two family names is called by the first of them: María García López.
    named = family if family is not None else pieces[-2:-1] if len(pieces) > 3 else []
    lasts += [one for one in named if one[0].isupper() and one != pieces[0]]
    for first, last in product(_parts(pieces[0]), dict.fromkeys(lasts)):
        for way in ([first, last], [last, first]):
            # All in one case, since letters of some alphabets look like others in one case only.
            yield from ([*one] for one in zip(*map(_cases_of, way), strict=False))


def _parts(*written: str) -> list[str]:
    """A name and, of one with a hyphen, the parts that are used alone: Ada-Maria, Ada, Maria."""
    found = []
    for name in written:
        parts = [one for one in re.split("[-‐‑–]", name) if len(one) >= _SHORTEST_PART]
        found += [name, *(parts if len(parts) > 1 else [])]
    return found


def _joined(parts: Iterable[str]) -> Words:
    return tuple(_alike("".join(_words(part))) for part in parts)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Finds the names of ``by_id`` (id to name). Without any it costs nothing."""

    by_id: Mapping[str, Name] = field(default_factory=dict, repr=False)
    _starts: dict[str, list[tuple[Words, str]]] = field(default_factory=dict, repr=False)
    _lengths: set[int] = field(default_factory=set, repr=False)
    _running: list[tuple[str, str]] = field(default_factory=list, repr=False)
    _telling: set[str] = field(default_factory=set, repr=False)
    _ends: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        for id_, name in self.by_id.items():
            self._telling.update(*name.first, *name.full)
            for parts in name.full:
                key = parts[0][:_LONGEST_KEY]
                self._starts.setdefault(key, []).append((parts, id_))
                self._lengths.add(len(key))
                self._ends.add(parts[-1])
                if _WITHOUT_SPACES.search("".join(parts)):
                    self._running.append(("".join(parts), id_))

    def __bool__(self) -> bool:
        return bool(self.by_id)

    def full_names_in(self, text: str) -> set[str]:
        """The ids of all whose full name stands in ``text``.

        One word more between first and last name is still the name, as a middle name is; so are
        initials, and two words that are written like names. Further apart the two are no name:
        "Ada gave Mr Lovelace a robot" tells of two people.
        """
        if not self._starts or not text:
            return set()
        words = _Text(text)
        found = {
            id_
            for place, start in enumerate(words.starts)
            for length in self._lengths
            for parts, id_ in self._starts.get(words.joined[start : start + length], ())
            if words.tells(parts, place, self._ends)
        }
        if self._running:
            found |= {id_ for name, id_ in self._running if name in words.joined}
        return found

    def first_names_in(self, text: str, ids: Iterable[str]) -> set[str]:
        """Those of ``ids`` whose first name stands in ``text``."""
        wanted = [(self.by_id[id_].first, id_) for id_ in ids if id_ in self.by_id]
        if not text or not any(first for first, _ in wanted):
            return set()
        words = list(_words(text, keep_ordinary=False))
        return {
            id_
            for ways, id_ in wanted
            for first in ways
            if any(
                self._tells_first(first, tuple(words[place : place + len(first)]))
                for place, word in enumerate(words)
                if word.startswith(first[0])
            )
            or (_WITHOUT_SPACES.search("".join(first)) and "".join(first) in "".join(words))
        }

    def masked(self, id_: str) -> str:
        """``A… L…``: what a problem may show of a name."""
        name = self.by_id.get(id_)
        return name.masked if name else ""

    def tells_a_name(self, text: str) -> bool:
        """True when any word of any name stands in ``text``: it is not to be repeated."""
        return bool(self.full_names_in(text)) or any(
            len(word) > 1 and (word in self._telling or _alike(word) in self._telling)
            for word in _words(text)
        )

    def _tells_first(self, first: Words, words: Words) -> bool:
        if words == first:
            return True
        # "Adas robot": the genitive of many languages has no apostrophe.
        *start, last = words
        return (*start, last.removesuffix("s")) == first and last not in self._telling


class _Text:
    """The words of one text, and where each of them starts in all of them written together.

    Written together, a name is found however it is parted: by a hyphen at the end of a line, by
    spaces between its letters, by nothing in the name of a file.
    """

    def __init__(self, text: str) -> None:
        self._skeleton = _INNER_CAPITAL.sub("_", skeleton(text))
        written = _LETTERS.findall(self._skeleton)
        self._words = _alike(_one_spelling(" ".join(written))).split(" ") if written else []
        self.joined = "".join(self._words)
        self.starts = list(accumulate(map(len, self._words), initial=0))[:-1]

    @cached_property
    def _at(self) -> dict[int, int]:
        """Which word begins at a place; at the end of the text one that is not there."""
        return {start: number for number, start in enumerate((*self.starts, len(self.joined)))}

    @cached_property
    def _written(self) -> list[str]:
        return _LETTERS.findall(self._skeleton)

    @cached_property
    def _before(self) -> list[str]:
        """What stands before each word, and after the last."""
        return _LETTERS.split(self._skeleton)

    def tells(self, parts: Words, place: int, ends: set[str]) -> bool:
        """True when ``parts`` begin at the word number ``place``, with little between them.

        ``ends``: what names end with, of which none is the genitive of another.
        """
        return self._follows(parts, self.starts[place], ends)

    def _follows(self, parts: Words, start: int, ends: set[str]) -> bool:
        part, *rest = parts
        if not self.joined.startswith(part, start):
            return False
        end = start + len(part)
        if not rest:
            return end in self._at or self._is_genitive(end, ends)
        if self._follows(tuple(rest), end, ends):
            return True
        if end not in self._at:
            return False
        return any(self._follows(tuple(rest), one, ends) for one in self._beyond(start, end))

    def _is_genitive(self, end: int, ends: set[str]) -> bool:
        number = self._at.get(end + 1)
        if number is None or not number or self.joined[end] != "s":
            return False
        return self._words[number - 1] not in ends

    def _beyond(self, start: int, end: int) -> Iterator[int]:
        """Where a last name may begin behind a first name from ``start`` to ``end``."""
        first, number = self._at[start], self._at[end]
        apart = self._written[first] in _ORDINARY
        counted, joined, all_names = 0, 0, True
        while number < len(self._words):
            word, before = self._written[number], self._before[number]
            hyphened = before in _WITHIN
            if apart and not hyphened:
                return  # "a rose in the park": the word, and not the name
            after = self._end_of_quoted(number) if _OPENING.intersection(before) else number + 1
            if hyphened and word[0].isupper() and not joined:
                joined += 1  # Ada-Maria is one first name
            elif len(word) > 1 and word.casefold() not in _PARTICLES:
                counted += 1
                all_names = all_names and _is_like_a_name(word) and not before.strip(" _")
                if counted > (2 if all_names else 1):
                    return
            number = after
            if number < len(self._words):
                yield self.starts[number]

    def _end_of_quoted(self, number: int) -> int:
        """The word behind what is in quotes or brackets from ``number`` on."""
        for last in range(number + 1, min(number + 1 + _NICKNAME, len(self._before))):
            if _CLOSING.intersection(self._before[last]):
                return last
        return number + 1


def _is_like_a_name(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _cases_of(text: str) -> Iterable[str]:
    """``text`` in the cases that people write a name in; those of other alphabets look unlike."""
    return dict.fromkeys((text, text.lower(), text.upper(), text.title()))


def _one_spelling(words: str) -> str:
    """``words``, which are a skeleton, without capitals and with one letter for ä and ae."""
    small = words.casefold()
    for two, one in _TWO_FOR_ONE:
        small = small.replace(two, one)
    return small


def _alike(word: str) -> str:
    """A capital I and a small l are one letter in many typefaces."""
    return word.replace("l", "i")


def _words(text: str, *, keep_ordinary: bool = True) -> Iterator[str]:
    # Camel case first: it is lost once a text is folded.
    for written in _LETTERS.findall(_INNER_CAPITAL.sub(" ", skeleton(text))):
        small = written.casefold()
        if keep_ordinary or written != small or not _is_ordinary(small):
            yield _one_spelling(small)


def _is_ordinary(word: str) -> bool:
    return word in _ORDINARY or word.removesuffix("s") in _ORDINARY
