"""What words say about being on a list, in the five languages of the sign-up service. Pure.

Titles and cells are read word by word, never looked up as a whole: a service may call its column
anything. Two things are found: the sense of the words (who gets the letter, who left it, who has
not confirmed), and whether *every* word was understood. Only what is understood as a whole may
subscribe somebody; to be left alone a part is enough.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mailing.csvfile.vocabulary import (
    CONFIRMED,
    CONFIRMING,
    ONLY,
    REQUESTS,
    STATES,
    STRONG,
    WAYS,
    WORDS,
    Sense,
)

_SHORTEST_PART = 6  # letters of a stem that is looked for within German compounds

_TOGETHER = (
    # "Newsletter (yes/no)" asks, and denies nothing.
    (r"\b(?:y(?:es)?\s*(?:/|or)\s*no?|ja\s*(?:/|oder)\s*nein|j\s*/\s*n)\b", ""),
    (r"\b(?:si?\s*[/o]\s*no?|oui\s*(?:/|ou)\s*non|o\s*/\s*n)\b", ""),
    (r"\b(?:true\s*/\s*false|t\s*/\s*f|1\s*/\s*0|on\s*/\s*off)\b|是\s*/?\s*否", ""),
    # "Abonné(e)", "inscrit·e", "suscrito/a", "Abonnent(in)" are for whoever it is.
    (r"(?<=\w)\((?:e|es|s|ne|a|as|in|innen)\)|(?<=\w)[\u00b7\u2022](?:e|es|s|ne)\b", ""),
    (r"(?<=[a-z]{4})/(?:e|a|as|in|innen)\b|(?<=[a-z]{4})\*(?:in|innen)\b", ""),
    # "(Un)subscribed" and "an-/abgemeldet" ask which of both.
    (r"\((?:un|des?|dis|in|an|ab)\)(?=\w)|\ban\s*-?\s*/\s*-?\s*(?=ab)", " active disabled "),
    (r"\b(?:un|des?|in|ab)\s*-?\s*/\s*-?\s*(?=\w)", " active disabled "),
    # What is written in two words or in one.
    (r"\be[\s_.\u2010-]?mail", "email"),
    (r"\bopt(?:ed|ing)?[\s_-]*out", "optout"),
    (r"\bopt(?:ed|ing)?[\s_-]*in\b", "optin"),
    (r"\b(un|de|non)[\s_-]+(?=subscri|confirm|verif|activ)", r"\1"),
    (r"\bno[\s_-]+longer\b", "nolonger"),
    (r"\b(?:do|does|did|is|has|was|wo|ca)n['\u2019]t\b", "dont"),
    (r"\bsign(?:ed)?[\s_-]*up\b", "signup"),
    (r"\bsign(?:ed)?[\s_-]*off\b", "signedoff"),
    (r"\b(black|block)[\s_-]+list", r"\1list"),
    (r"\bde[\s_-]+baja\b", "debaja"),
    (r"\bcourriers?[\s_-]+electroniques?", "email"),
    (r"\bwhats[\s_-]+app\b", "whatsapp"),
    (r"\bhas[\s_-]+been\b", "has"),
    (r"\bto[\s-]+be\b", " pending "),
    (r"\btake\b.{0,12}\boff\b|\boff[\s-]+(?:the[\s-]+|this[\s-]+)?list\b", " removed "),
    (r"\bliste[\s-]+noire\b|\blista[\s-]+negra\b", "blacklist"),
    (r"\bwas[\s_-]+not\b", "not"),
)
_COMPILED = [(re.compile(pattern), instead) for pattern, instead in _TOGETHER]
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_REMARK = re.compile(r"(?:[(\[{:*\uff08]|(?:^|\s)[-\u2013\u2014]+\s)\s*([^()\[\]{}\uff09]+)")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a title or a cell say together.

    ``senses`` has each word's, in their order. ``strong``: a word for leaving a list and for
    nothing else is among them. ``torn``: both ways, as in "Subscribed/Unsubscribed".
    ``unconfirmed``: asked for, and not confirmed. ``asked``: still to be, as in "to confirm".
    ``elsewhere``: by another way than e-mail, or only by that.
    ``resigned``: a word for leaving beside one for a list, letters or a request.
    """

    senses: tuple[Sense, ...]
    strong: bool = False
    torn: bool = False
    unconfirmed: bool = False
    resigned: bool = False
    asked: bool = False
    elsewhere: bool = False

    def has(self, *senses: Sense) -> bool:
        """True where one of the words is about one of ``senses``."""
        return any(one in self.senses for one in senses)

    @property
    def understood(self) -> bool:
        """True where no word is unknown."""
        return bool(self.senses) and Sense.UNKNOWN not in self.senses

    @property
    def left(self) -> bool:
        """True where it is about leaving: "Unsubscribed", "Do not email", "No newsletter"."""
        if self.has(Sense.LEFT):
            return not self.has(Sense.NOT)
        return self.has(Sense.NOT) and self.has(Sense.JOINED, Sense.EMAIL, Sense.CONTACT)

    @property
    def joined(self) -> bool:
        """True where it is about getting the letter: "Subscribed", "Opt-in", "Not blocked"."""
        return not self.left and self.has(Sense.JOINED, Sense.LEFT)

    @property
    def denied(self) -> bool:
        """True where a "not" stands right before what it denies, in whatever sentence."""
        for place, sense in enumerate(self.senses):
            after = self.senses[place + 1 : place + 4]
            if sense is Sense.NOT and {Sense.JOINED, Sense.EMAIL, Sense.CONTACT} & {*after}:
                return True
        return False


@lru_cache(4096)
def read_words(text: str) -> Meaning:
    """What ``text``, a title or a cell, says. ``subscribedToEmails`` are three words."""
    words = split_words(text)
    senses = tuple(_sense(word) for word in words)
    states = any(_among(word, STATES) for word in words)
    confirming = [word for word in words if _among(word, CONFIRMING)]
    return Meaning(
        senses,
        strong=any(_is_strong(word) for word in words),
        torn=Sense.LEFT in senses and states,
        unconfirmed=Sense.PENDING in senses or (Sense.NOT in senses and bool(confirming)),
        elsewhere=Sense.EMAIL not in senses
        and any(_among(word, WAYS) for word in words)
        and all(
            _among(word, f"{WAYS} {ONLY}") or one in (Sense.PLAIN, Sense.CHANNEL, Sense.CONTACT)
            for word, one in zip(words, senses, strict=True)
        ),
        resigned=Sense.LEFT in senses
        and (
            bool({Sense.JOINED, Sense.EMAIL, Sense.CONTACT} & {*senses})
            or any(_among(word, REQUESTS) for word in words)
        ),
        asked=bool(confirming) and not any(_among(word, CONFIRMED) for word in confirming),
    )


def tells_of_leaving(text: str) -> bool:
    """True where ``text``, a heading or the name of a list, may be that of people who left."""
    meaning = read_words(text)
    if meaning.strong or meaning.left or meaning.has(Sense.LEFT):
        return True
    return meaning.understood and meaning.has(Sense.OVER, Sense.PENDING)


def remarks_leaving(name: str) -> bool:
    """True where a remark on leaving stands beside a name: "Ana (no newsletter)", "Ana - left".

    A word with a capital letter is none: Kündig and Blocher are surnames.
    """
    meaning = read_words(name)
    if meaning.strong or meaning.denied:
        return True
    beside = _REMARK.findall(name)
    words = _WORD.findall(name)
    if any(one.istitle() for one in words):
        # "Ana left", "BOUNCED Ana": written as no part of a name is.
        beside += [one for one in words if len(one) > 3 and (one.islower() or one.isupper())]
    return any(read_words(one).has(Sense.LEFT) for one in beside)


def plain_text(text: str) -> str:
    """``text`` in small letters, without accents, full-width signs and what cannot be seen."""
    if text.isascii():
        return " ".join(text.casefold().split())
    shown = "".join(one for one in text if unicodedata.category(one) != "Cf")
    taken = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", shown))
    return " ".join(
        "".join(one for one in taken if not unicodedata.combining(one)).casefold().split()
    )


def split_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are looked up: no numbers, "E-Mail" as one."""
    shown = unicodedata.normalize("NFKC", text)
    plain = plain_text(_CAMEL.sub(" ", shown).replace("_", " "))
    for pattern, instead in _COMPILED:
        plain = pattern.sub(instead, plain)
    words: list[str] = []
    for found in _WORD.findall(plain):
        place = 0
        for run in _HAN.finditer(found):
            words += [found[place : run.start()]] if run.start() > place else []
            words += _split_han(run[0])
            place = run.end()
        words += [found[place:]] if place < len(found) else []
    return tuple(word for word in words if not word.isdigit())


def _split_han(run: str) -> list[str]:
    words, place = [], 0
    while place < len(run):
        length = next((size for size in (4, 3, 2) if run[place : place + size] in _exact()), 1)
        words.append(run[place : place + length])
        place += length
    return words


@lru_cache(65536)
def _sense(word: str) -> Sense:
    if exact := _exact().get(word):
        return exact
    fitting = [(len(stem), sense) for stem, sense in _stems() if word.startswith(stem)]
    longest = max(fitting, key=lambda one: one[0], default=(0, Sense.UNKNOWN))[1]
    # "Newsletterabmeldung" begins as a newsletter, and ends as none.
    parts = (
        stem for stem, sense in _stems() if sense is Sense.LEFT and len(stem) >= _SHORTEST_PART
    )
    if longest is not Sense.LEFT and any(part in word for part in parts):
        return Sense.LEFT
    return longest


@lru_cache(65536)
def _is_strong(word: str) -> bool:
    return _among(word, STRONG) or any(
        len(stem) > _SHORTEST_PART and stem[:-1] in word for stem in STRONG.split() if "*" in stem
    )


@lru_cache(65536)
def _among(word: str, listed: str) -> bool:
    exact, stems = _listed(listed)
    return word in exact or word.startswith(stems)


@cache
def _listed(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    each = words.split()
    stems = tuple(one[:-1] for one in each if one.endswith("*"))
    return frozenset(one for one in each if not one.endswith("*")), stems


@cache
def _exact() -> dict[str, Sense]:
    found: dict[str, Sense] = {}
    for sense, words in WORDS.items():
        for word in _listed(words)[0]:
            found.setdefault(word, sense)
    return found


@cache
def _stems() -> tuple[tuple[str, Sense], ...]:
    return tuple((stem, sense) for sense, words in WORDS.items() for stem in _listed(words)[1])
