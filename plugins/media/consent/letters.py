"""Texts as they are compared: without what nobody sees, in the letters that everybody reads. Pure.

A name, an id or a word of a table stays the same whatever accents, capitals, invisible signs and
letters of other alphabets it was written with. What looks alike is taken from the Unicode
Consortium's table (UTS 39, "confusables").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

_LATIN = re.compile(
    r"(?:LATIN|(?:NEGATIVE )?(?:CIRCLED|SQUARED|PARENTHESIZED) LATIN|REGIONAL INDICATOR SYMBOL) "
    r"(?P<small>SMALL )?(?:CAPITAL )?(?:LETTER|LIGATURE) (?:SMALL CAPITAL |SCRIPT |DOTLESS )?"
    r"(?P<letters>[A-Z]{1,2})(?: WITH .*)?"
)
_OTHER_LETTERS = {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS", "ſ": "s"}
_UNSEEN = "\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800"
"""Signs that have no shape, and yet count as letters or symbols."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_TWO_FOR_ONE = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
"""Müller, Mueller and Muller are one name, as are Ødegård and Oedegaard."""


class _Table(dict[int, str | None]):
    """What each character becomes, found once; for :meth:`str.translate`."""

    def __init__(self, find: Callable[[str], str | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, code: int) -> str | None:
        self[code] = found = self._find(chr(code))
        return found


def _if_seen(sign: str) -> str | None:
    unseen = unicodedata.category(sign) in ("Mn", "Me", "Cf") or sign in _UNSEEN
    return None if unseen else sign


def _looks_like(sign: str) -> str:
    """The Latin letters that readers take ``sign`` for, in its own case; itself for any other."""
    if sign.isascii():
        return sign
    if sign in _OTHER_LETTERS:
        return _OTHER_LETTERS[sign]
    if unicodedata.category(sign)[0] not in ("L", "S"):
        return sign
    if latin := _latin(sign):
        return latin
    found = _alike().get(sign, ())
    alike = next((one for one in found if one.isascii() and one.isalpha()), "")
    if alike == "l" and sign.isupper():
        return "I"  # the table takes it for the letter that it looks like, which is in no such name
    return alike or next(filter(None, map(_latin, found)), sign)


def _latin(sign: str) -> str:
    """The plain letters in a sign of the Latin alphabet, "" for any other."""
    found = _LATIN.fullmatch(unicodedata.name(sign, "")) if len(sign) == 1 else None
    if found is None:
        return ""
    return found["letters"].lower() if found["small"] else found["letters"]


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    from confusable_homoglyphs.confusables import confusables_data  # only where a text needs it

    return {sign: tuple(one["c"] for one in found) for sign, found in confusables_data.items()}


_SEEN, _LETTERS = _Table(_if_seen), _Table(_looks_like)


def readable(text: str) -> str:
    """``text`` in Latin letters where it looks so, without accents and signs that nobody sees.

    Its capitals, its spaces and its punctuation stay.
    """
    if text.isascii():
        return text
    # Before and after taking apart: a lunate sigma looks like a c, and is none once it is taken.
    seen = unicodedata.normalize("NFKD", text.translate(_LETTERS)).translate(_SEEN)
    return unicodedata.normalize("NFC", seen).translate(_LETTERS)


def folded(words: str) -> str:
    """``words``, which are :func:`readable`, without capitals and with one letter for ä and ae."""
    small = words.casefold()
    for two, one in _TWO_FOR_ONE:
        small = small.replace(two, one)
    return small


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A cell of a table or an id: in small letters, usual digits and dashes, each space once."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_DASHES))
        text = "".join(one for one in text if unicodedata.category(one) != "Cf").translate(_DASHES)
    return " ".join(text.split()).casefold()


def cases_of(text: str) -> Iterable[str]:
    """``text`` in the cases that people write a name in; those of other alphabets look unlike."""
    return dict.fromkeys((text, text.lower(), text.upper(), text.title()))
