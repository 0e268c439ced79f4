"""Words of an author as a single line. Pure."""

from __future__ import annotations

import re
import unicodedata

_NEVER = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of signs that nobody sees: but for these none of them gets into a header of a mail."""
_JOINERS = "\u200c\u200d"
"""Part of how Persian and Hindi are spelled, and of emoji like a teacher's."""
_UNUSABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no text of a mail may hold, and no feed can."""


def usable(text: str) -> str:
    """``text`` with all its lines, ending in ``\\n``, without signs that are none."""
    return _UNUSABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: object) -> str:
    """Mail headers break at a line end, and so would a title; no header holds a control sign."""
    return _UNUSABLE.sub("", " ".join(str(text).split()))


def header_line(text: object) -> str:
    """The same for a header of a mail: no sign that turns words around or hides between them.

    Who sends refuses all of these. What looks like words in the code of headers ("=?utf-8?q?...")
    would be read as what it stands for.
    """
    seen = (
        sign
        for sign in one_line(text)
        if sign in _JOINERS or unicodedata.category(sign) not in _NEVER
    )
    return "".join(seen).replace("=?", "= ?")
