"""Words as they look, whatever signs they were typed with: for comparing only, never to be shown.

A word can be typed in full-width signs, with invisible ones between its letters, or with letters of
another script that look the same. Whoever looks for it compares what :func:`fold` leaves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from confusable_homoglyphs import confusables

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WRITTEN_WITH = "!?:abcdefghijklmnopqrstuvwxyz"
"""What look-alikes are read as."""
_MARKS = {
    **dict.fromkeys("¡❕❗❢❣՜߹᥄ꜝ", "!"),
    **dict.fromkeys("¿⸮؟՞", "?"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("τт", "t"),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800", ""),  # letters and signs that show nothing
}
_LETTER = re.compile(
    r"(?:NEGATIVE )?(?:LATIN|REGIONAL|SQUARED|CIRCLED).* LETTER (?:SMALL CAPITAL )?([A-Z])"
    r"(?: WITH .*)?$"
)
"""The Unicode name of a letter that is one of ours in another shape."""
_SHOWN = {"Cf": "", "Mn": "", "Me": "", "Zs": " "}
"""What stands for a sign of these categories: format signs and accents are left out."""


def fold(text: str) -> str:
    """``text`` in small ASCII letters as far as it looks like them.

    Compatibility signs as what they mean (NFKD), without accents and format characters, look-alikes
    as the sign that they look like, every space as one, and every line separator as a line end: no
    line is lost.
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda found: _folded_run(found[0]), text)
    return text.lower()


@cache
def _folded(sign: str) -> str:
    if sign in _MARKS:
        return _MARKS[sign]
    parts = unicodedata.normalize("NFKD", sign)
    if parts != sign:
        return "".join(map(_folded, parts))
    if sign.isascii():
        return sign
    shown = _SHOWN.get(unicodedata.category(sign), _look_alikes().get(sign))
    if shown is None:
        named = _LETTER.match(unicodedata.name(sign, ""))
        shown = named[1].lower() if named else sign
    return shown


def _folded_run(run: str) -> str:
    return "".join(map(_folded, run))


@cache
def _look_alikes() -> dict[str, str]:
    """Each sign that looks like one of :data:`_WRITTEN_WITH`, by Unicode's list of confusables."""
    found: dict[str, str] = {}
    for sign in _WRITTEN_WITH:
        for written in (sign, sign.upper()):
            for other in confusables.confusables_data.get(written, ()):
                if len(other["c"]) == 1 and not other["c"].isascii():
                    found.setdefault(other["c"], sign)
    return found
