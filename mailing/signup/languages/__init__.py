"""The languages that the service speaks, one module each, and which of them somebody reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mailing.signup.languages import de, en, es, fr, zh
from mailing.signup.words import Words

LANGUAGES: Mapping[str, Words] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "de": de.WORDS,
    "zh": zh.WORDS,
}
_RANGE = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?"
)
_MOST = 20
"""Languages of a header that are looked at."""


def spoken(lang: str) -> str:
    """The language of ``lang`` that the service speaks, ``es`` for ``es-MX``; empty for none."""
    short = lang.strip().replace("_", "-").partition("-")[0].lower()
    return short if short in LANGUAGES else ""


def words_for(lang: str) -> Words:
    """The words for a language tag, English ones for a language that the service does not speak."""
    return LANGUAGES[spoken(lang) or "en"]


def accepted(header: str) -> str:
    """The best language of ``Accept-Language`` that the service speaks; empty for none."""
    wanted: list[tuple[float, str]] = []
    for part in header.split(",")[:_MOST]:
        found = _RANGE.fullmatch(part)
        if found and (lang := spoken(found[1])):
            wanted.append((float(found[2] or 1), lang))
    best = max(wanted, key=lambda one: one[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else ""
