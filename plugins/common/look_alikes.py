"""Texts as they are compared: without what nobody sees, in the letters that everybody reads. Pure.

A name, an id or the mark of words for the staff stays the same whatever accents, invisible signs
and letters of other alphabets it was typed with. What looks alike is taken from the Unicode
Consortium's table (UTS 39, "confusables"), whose word for such a text is *skeleton*. For comparing
only, never to be shown.

:func:`skeleton` leaves capitals and punctuation as they are, for names; :func:`fold` goes on to
small letters and the punctuation of marks; :func:`plain` keeps the letters themselves, for cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN = re.compile(
    r"(?:LATIN|(?:NEGATIVE )?(?:CIRCLED|SQUARED|PARENTHESIZED) LATIN|REGIONAL INDICATOR SYMBOL) "
    r"(?P<small>SMALL )?(?:CAPITAL )?(?:LETTER|LIGATURE) (?:SMALL CAPITAL |SCRIPT |DOTLESS )?"
    r"(?P<letters>[A-Z]{1,2})(?: WITH .*)?"
)
"""The Unicode name of a letter that is one of ours in another shape, or two of ours in one."""
_OTHER_LETTERS = {
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ß": "ss",
    "ẞ": "SS",
    "ſ": "s",
    "Ʀ": "R",
    **dict.fromkeys("τт", "t"),
}
"""Letters that are read otherwise than Unicode names or lists them."""
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
"""Signs that have no shape, and yet count as letters or symbols."""
_UNSEEN = frozenset(("Cf", "Mn", "Me"))
"""Categories of what is left out: format signs, accents and whatever else stands on a letter."""
_PUNCTUATION = {
    **dict.fromkeys("¡❕❗❢❣՜߹᥄ꜝ", "!"),
    **dict.fromkeys("¿⸮؟՞", "?"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
}
"""How marks are typed, beside what Unicode lists as alike."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


class _Table(dict[int, str]):
    """What each character becomes, found once; for :meth:`str.translate`."""

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, code: int) -> str:
        self[code] = found = self._find(chr(code))
        return found

    def read(self, text: str) -> str:
        """``text``, of which all that is ASCII stays, with its parts put together (NFC)."""
        read = _BEYOND_ASCII.sub(lambda run: run[0].translate(self), text)
        return unicodedata.normalize("NFC", read)


def _as_seen(sign: str) -> str:
    """The Latin letters that readers take ``sign`` for, in its own case; itself for any other."""
    category = unicodedata.category(sign)
    if sign.isascii():
        return sign
    if category in _UNSEEN or sign in _BLANKS:
        return ""
    if category == "Zs":
        return " "
    meant = _without_accents(sign)
    if meant.isascii() and meant.isalpha():
        return meant
    if sign in _OTHER_LETTERS:
        return _OTHER_LETTERS[sign]
    if category[0] in "LS" and (letters := _latin(sign) or _alike(sign, str.isalpha)):
        # Unicode's table takes a capital iota for the small l that it looks like.
        return "I" if letters == "l" and sign.isupper() else letters
    if meant != sign:
        return "".join(map(_as_seen, meant))
    # One more step, from a letter that is like one of ours with a bar through it.
    others = _look_alikes().get(sign, ()) if category[0] in "LS" else ()
    return next(filter(None, map(_latin, others)), sign)


def _without_accents(sign: str) -> str:
    """What ``sign`` is made of (NFKD), put together again; itself where that is all it is."""
    parts = unicodedata.normalize("NFKD", sign)
    seen = "".join(part for part in parts if unicodedata.category(part) not in _UNSEEN)
    return unicodedata.normalize("NFC", seen)


def _latin(sign: str) -> str:
    """The plain letters in a sign of the Latin alphabet, "" for any other."""
    found = _LATIN.fullmatch(unicodedata.name(sign, "")) if len(sign) == 1 else None
    if found is None:
        return ""
    return found["letters"].lower() if found["small"] else found["letters"]


def _as_typed(sign: str) -> str:
    """``sign`` in small letters and the punctuation of marks, as far as it looks like them."""
    if sign.isascii():
        return sign.lower()
    read = _PUNCTUATION.get(sign) or _alike(sign, "!?:".__contains__)
    if not read:
        # An accent on its own parts words, whatever letter it looks like.
        read = " " if _without_accents(sign) == " " else _as_seen(sign)
    if read == sign:
        # A mark has no digits: here what looks like a letter is one, whatever it is.
        read = _alike(sign, str.isalpha) or sign.lower()
    return sign if read == sign else "".join(map(_as_typed, read))


def _alike(sign: str, is_wanted: Callable[[str], bool]) -> str:
    """What is wanted of the ASCII texts that ``sign`` looks like, "" where there is none."""
    alike = _look_alikes().get(sign, ())
    return next((one for one in alike if one.isascii() and is_wanted(one)), "")


@cache
def _look_alikes() -> dict[str, tuple[str, ...]]:
    from confusable_homoglyphs.confusables import confusables_data  # only where a text needs it

    return {sign: tuple(one["c"] for one in found) for sign, found in confusables_data.items()}


_SEEN, _TYPED = _Table(_as_seen), _Table(_as_typed)


def skeleton(text: str) -> str:
    """``text`` in Latin letters where it looks so, without accents and signs that nobody sees.

    Its capitals and its punctuation stay, and every space is one.
    """
    return text if text.isascii() else _SEEN.read(text)


def fold(text: str) -> str:
    """The :func:`skeleton` of ``text`` in small letters, and in ASCII the signs that make a mark.

    These are ``!``, ``?``, ``:`` and ``"``. Every line separator is a line end, so that no line is
    lost.
    """
    return text.lower() if text.isascii() else _TYPED.read(text).lower()


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A cell of a table or an id: in small letters, usual digits and dashes, each space once.

    Its accents and alphabets stay: a cell in other letters than the usual ones is not understood.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_DASHES))
        text = "".join(one for one in text if unicodedata.category(one) != "Cf").translate(_DASHES)
    return " ".join(text.split()).casefold()
