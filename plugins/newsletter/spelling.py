"""Dates and times as somebody wrote them: does the weekday fit the day, is the time one? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from babel import Locale
from babel.dates import get_day_names, get_month_names

from plugins.common.languages import locale_of

# Two figures alone may be a scale or a score: a time has a word before it or am, pm after it.
_TIME = re.compile(
    r"(?P<word>\b(?:at|from|until|till|by|um|bis|a las|desde las|hasta las)\s+)?"
    r"\b(?P<hour>\d{1,2}):(?P<minute>\d{2})\b(?:\s*(?P<half>[ap]\.?m\b\.?))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def check_dates(text: str, written: date, language: str) -> Iterator[str]:
    """What is wrong with the dates and times in ``text``, a sentence each.

    A date without a year is meant near ``written``. Days and months are those of ``language``.
    """
    days, months = _names(language)
    names = "|".join(map(re.escape, sorted((*days, *months), key=len, reverse=True)))
    pattern = re.compile(
        rf"\b(?P<weekday>{'|'.join(map(re.escape, days))})\b[,.]?\s+(?:the\s+|el\s+|den\s+)?"
        rf"(?:(?P<first>{names})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<second>{names}))\b"
        rf"(?:,?\s+(?:de\s+)?(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    )
    for found in pattern.finditer(text):
        month = months.get((found["first"] or found["second"]).lower())
        day = int(found["day"] or found["day2"])
        if month is None:
            continue
        yield from _weekday(found, days, month, day, written)
    for found in _ISO.finditer(text):
        if _date(int(found[1]), int(found[2]), int(found[3])) is None:
            yield f"“{found[0]}” is no day of the calendar."
    for found in _TIME.finditer(text):
        hour, minute, half = int(found["hour"]), int(found["minute"]), found["half"]
        if not (half or found["word"]):
            continue
        if minute > 59 or hour > (12 if half else 24) or (half and hour == 0):
            yield f"“{' '.join(found[0].split())}” is no time of the day."


def _weekday(
    found: re.Match[str], days: dict[str, int], month: int, day: int, written: date
) -> Iterator[str]:
    words = " ".join(found[0].split())
    years = [int(found["year"])] if found["year"] else [written.year + n for n in (-1, 0, 1)]
    dates = [one for one in (_date(year, month, day) for year in years) if one]
    if not dates:
        yield f"“{words}”: that month has no day {day}."
        return
    meant = min(dates, key=lambda one: abs((one - written).days))
    wanted = days[found["weekday"].lower()]
    if meant.weekday() != wanted:
        right = next(name for name, number in days.items() if number == meant.weekday())
        yield f"“{words}”: {meant.isoformat()} is a {right.capitalize()}."


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Lower-case names of the days (Monday is 0) and of the months, long before short ones."""
    locale = locale_of(language) or Locale("en")
    days: dict[str, int] = {}
    months: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_day_names(width, locale=locale).items():
            days.setdefault(str(name).lower().rstrip("."), int(number))
        for number, name in get_month_names(width, locale=locale).items():
            months.setdefault(str(name).lower().rstrip("."), int(number))
    return days, months
