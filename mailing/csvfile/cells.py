"""What one cell of a list of subscribers says: yes, no, a day, a status or anything else. Pure."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from mailing.csvfile.senses import Meaning, plain_text, read_words
from mailing.csvfile.vocabulary import Sense


class Says(Enum):
    """What a cell says, whatever its column is called."""

    NOTHING = "nothing"
    YES = "yes"
    NO = "no"
    DAY = "a day"
    DAY_WITH_MORE = "a day and something else, or a month"
    MARK = "a sign or a letter that may be a tick"
    NEVER = "never"
    UNSURE_DAY = "a day that programs write for none"
    JOINED = "gets the letter"
    LEFT = "left"
    PENDING = "has not confirmed"
    TEXT = "something else"
    LEAVING = "a sentence that may be about leaving"

    @property
    def decides(self) -> bool:
        """True for what may say of somebody whether they get the letter."""
        return self not in (Says.NOTHING, Says.TEXT)


# In the five languages of the sign-up service, and as programs write them.
_WORDS = {
    Says.NOTHING: """
        - -- --- \u2013 \u2014 / . ? null none nil nan n/a na #n/a (none) (blank) blank empty
        undefined {} leer vacio vide keine ninguno aucun aucune k.a. s/d
    """,
    Says.YES: """
        yes y true t 1 1.0 -1 on x xx ja j wahr an si s verdadero cierto oui o vrai 是 对 對 真 有
        yep yeah yup jep jup jawohl claro ouais
        ✓ ✔ ☑ ✅ √ [x] (x)
    """,
    Says.NO: """
        no n false f 0 0.0 off nope nah nein nee falsch aus falso non faux 否 不 不是 假 无 無 没有
        ✗ ✘ ☐ ❌ ❎ 🚫 [] () ⬜
    """,
    Says.NEVER: "never nie niemals nunca jamas jamais 从不 從不",
}
_PLAIN = {word: says for says, words in _WORDS.items() for word in words.split()}
_DATE = (
    r"(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}"
    r"|(?:[^\W\d]+\.?,?\s+)?\d{1,2}(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?[^\W\d]{3,}\.?,?[\s-]+"
    r"(?:de\s+)?\d{4}"
    r"|(?:[^\W\d]+\.?,?\s+)?[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)"
)
_HOUR = (
    r"(?:\d{1,2}(?:\s?[:.h]\s?\d{2}){1,2}(?:[.,]\d+)?|\d{1,2}(?=\s?(?:[ap]\.?\s?m\b|uhr\b|h\b))"
    r"|[ap]\.?\s?m\b\.?|uhr\b|h\b|um\b|at\b|a\b|las?\b|z\b|[上下]午|(?:utc|gmt)?[+-]\d{1,2}:?(?:\d\d)?\b"
    r"|(?:utc|gmt|cet|cest|mez|mesz|bst|[ecmp][sd]t)\b"
    r"|\((?:heure|hora)[^\d()]*\)|\([^\d()]*(?:time|zeit)\))"
)
_DAY = re.compile(
    rf"{_DATE}(?:[\s,t]*{_HOUR})*|1\d{{9}}(?:\.\d+)?|1\d{{12}}|20\d{{6}}(?:t?\d{{4,6}}z?)?"
)
"""A day, with or without an hour and its zone; seconds or thousandths since 1970."""

_BEGINS_AS_DAY = re.compile(rf"{_DATE}(?!\d)")
_MONTH = re.compile(r"\d{1,2}[-./](?:19|20)\d{2}|[^\W\d]{3,}\.?\s+(?:de\s+)?(?:19|20)\d{2}")
_SPAN = re.compile(r"\b(?:to|until|till|bis|hasta|au|jusqu)\b|[至到]|->|\u2192")
"""With a day behind it, this is how long somebody gets the letter."""

_OVERLAY = 1
"""The class of signs that strike out the letter before them (Unicode, canonical classes)."""

_UNSURE = re.compile(
    r"1970[-./]0?1[-./]0?1.*|0?1[-./]0?1[-./](?:19)?70.*|1969[-./]12[-./]31.*|12[-./]31[-./]1969.*"
    r"|31[-./]12[-./]1969.*|1899[-./]12[-./]3[01].*|1900[-./]0?[01][-./]0?[01].*"
    r"|0?[01][-./]0?[01][-./]1900.*|000[01][-./]0?1[-./]0?1.*|0?1[-./]0?1[-./]0{1,3}1.*"
    r"|9999[-./].*|.*[-./]9999.*|1970年.*"
)
"""What databases and spreadsheets write where there is no day at all."""

_ZEROS = re.compile(r"0{1,4}[-./]0{1,4}[-./]0{1,4}(?:[t ][0:.+z ]*)?")


_GONE = (Says.LEFT, Says.LEAVING, Says.PENDING)
_PARTS = re.compile(r"[,;|/\n\uff0c\u3001\uff1b]|\s[-\u2013\u2014]+\s")
_ANSWER = re.compile(r"([^\W\d_]{2,})\s*(?:[,;(!\uff0c]|\b(?:thank|danke|gracias|merci))")
"""A yes or no with a word of courtesy or a reason behind it."""


@lru_cache(4096)
def read_cell(cell: str) -> Says:
    """What ``cell`` says. Of a sentence only whether it is about leaving a list for certain."""
    if any(unicodedata.combining(one) == _OVERLAY for one in cell):
        return Says.LEAVING  # struck out
    plain = _stripped(plain_text(cell.replace("_", " ")))
    if plain.replace(" ", "") in _PLAIN:
        return _PLAIN[plain.replace(" ", "")]
    if not plain:
        return Says.NOTHING
    if "?" in plain and any(one.isalnum() for one in plain):
        # "Yes?" is none, and neither is "active?".
        return Says.LEAVING if read_cell(plain.replace("?", " ")).decides else Says.TEXT
    if day := _read_day(plain):
        return day
    if (answer := _ANSWER.match(plain)) and answer[1] in _PLAIN:
        return Says.LEAVING
    says = _status(read_words(cell))
    parts = [one for one in _PARTS.split(plain) if one.strip()]
    if says is Says.TEXT and len(parts) > 1 and any(read_cell(one) in _GONE for one in parts):
        return Says.LEAVING  # "families; bounced"
    if says is Says.JOINED and not _holds_now(plain):
        return Says.LEAVING
    bare = plain.strip("()[].:")
    tick = not any(one.isalnum() for one in plain) or (len(bare) == 1 and bare.isascii())
    return Says.MARK if says is Says.TEXT and tick and not bare.isdecimal() else says


def _read_day(plain: str) -> Says | None:
    if _ZEROS.fullmatch(plain):
        return Says.NEVER
    if _UNSURE.fullmatch(plain):
        return Says.UNSURE_DAY
    if _DAY.fullmatch(plain):
        return Says.DAY
    # "2024-05-01 withdrawn", "May 2024": about a day, and nobody knows what.
    more = _BEGINS_AS_DAY.match(plain) or _MONTH.fullmatch(plain)
    return Says.DAY_WITH_MORE if more else None


def _holds_now(plain: str) -> bool:
    """False for "subscribed to 2023", "newsletter: 0": what a number does there nobody knows."""
    if not any(one.isdecimal() for one in plain):
        return True
    without = _DAY.sub(" ", plain)
    return not (_SPAN.search(plain) or any(one.isdecimal() for one in without))


def _status(meaning: Meaning) -> Says:
    about = (Sense.ABOUT, Sense.MONEY, Sense.RECORD, Sense.CHANNEL, Sense.UNKNOWN)
    whole = meaning.understood and not meaning.has(*about, Sense.OVER, Sense.TERMS)
    if meaning.strong and not (whole and not meaning.left):
        return Says.LEFT if whole and not meaning.torn else Says.LEAVING
    if not whole:
        leaving = meaning.denied or meaning.resigned or meaning.elsewhere
        return Says.LEAVING if leaving else Says.TEXT
    if meaning.unconfirmed:
        return Says.PENDING
    if meaning.torn or meaning.asked:
        return Says.LEAVING
    if meaning.left:
        return Says.LEFT
    if meaning.has(Sense.NOT) and not meaning.joined:
        return Says.LEAVING
    if meaning.joined or meaning.has(Sense.PASSING):
        return Says.JOINED
    return Says.TEXT


def _stripped(plain: str) -> str:
    """Without a point or an exclamation mark at the end, and without what colours a sign."""
    bare = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
    return bare.strip("'\"").rstrip("!.。！,;").strip() if len(bare) > 1 else bare
