"""Whether words are out of the register of releases: its header, or several of its ids or names.

Pure. Nothing is handed out but yes or no.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from plugins.media.consent.names import NameIndex

MOST = 3
"""So many ids or full names of the register are no chance, but a list of children."""

_HEADER = frozenset(("level", "channels", "until"))
"""The columns that no other table has together."""
_NEAR = 12
"""Words: the columns of a header stand together, in whatever order and with others between."""
_WORD = re.compile(r"\w+(?:[-\u2010-\u2015\u2212._]\w+)*")
_SIGNS = re.compile(r"[\W_]+")
_SHORTEST_NUMBER = 4
"""Digits of an id of digits alone: shorter ones stand in every list."""


def tells_register(text: str, ids: Iterable[str], names: NameIndex) -> bool:
    """True where ``text`` has the header of a register, or :data:`MOST` of its ``ids`` or names."""
    if not text:
        return False
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    words = [word.casefold() for word in _WORD.findall(plain)]
    if _has_header(words):
        return True
    known = {bare for one in ids if (bare := _bare(one)) and _tells(bare)}
    found = set(_ids_in(words, known))
    return len(found) >= MOST or len(names.full_names_in(plain)) >= MOST


def _has_header(words: list[str]) -> bool:
    places = [place for place, word in enumerate(words) if word in _HEADER]
    return any(set(words[place : place + _NEAR]) >= _HEADER for place in places)


def _ids_in(words: list[str], known: set[str]) -> Iterator[str]:
    """Those of ``known`` among ``words``, also where a sign or a cell parts one in two."""
    before = ""
    for word in words:
        bare = _bare(word)
        for one in (bare, before + bare):
            if one in known:
                yield one
        before = bare


def _bare(identifier: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", identifier).casefold())


def _tells(bare: str) -> bool:
    return not bare.isdecimal() or len(bare) >= _SHORTEST_NUMBER
