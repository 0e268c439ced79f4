"""The last day of a release, as spreadsheets and people write days. Pure.

The forms that can be read in one way only are listed; whatever else stands in a cell is no date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import permutations
from typing import Literal

Order = Literal["month first", "day first"]
Orders = Mapping[str, Order]
"""How a column writes 6/30/2027 or 30/6/2027, by the sign between the numbers."""

YEARS = range(2000, 2100)
"""A release of another year is a slip, an end that is none (9999), or of another calendar."""

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_SERIAL_START = date(1899, 12, 30)
"""Excel counts days from here (for every date after February 1900)."""
_RUN_TOGETHER = re.compile(r"(\d)(\d\d)(\d\d)", re.ASCII)
"""6/30/27 without its strokes, which a spreadsheet takes for a number of five digits."""
_TIME = re.compile(
    r"(?:T|\s+)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?",
    re.ASCII,
)
"""Without a zone: 22:00 of another one is the next day here."""
_PART = r"['’]?(\d{1,2}|[a-z]{3,9})\.?"
_SHORT_YEAR = re.compile(r"[\s,/.\-]+".join([_PART] * 3), re.ASCII | re.IGNORECASE)
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
_NAMED_MONTHS = tuple(
    {english, english[:3], *others.split()}
    for english, others in zip(
        MONTHS,
        (
            *(
                "januar jänner enero janvier gennaio janeiro",
                "februar febrero février febbraio fevereiro",
            ),
            *("märz marzo mars março", "abril avril aprile", "mai mayo maggio maio"),
            *("juni junio juin giugno junho", "juli julio juillet luglio julho"),
            *("agosto août", "sept septiembre septembre settembre setembro"),
            *("oktober octubre octobre ottobre outubro", "noviembre novembre novembro"),
            "dezember diciembre décembre dicembre dezembro",
        ),
        strict=True,
    )
)
"""As spreadsheets of these languages show a month; none of the names is two months."""
_DAY_FIRST_NAMED = re.compile(
    r"([0-9]{1,2})(?:\.|er)?[\s\-]+(?:de\s+)?([^\W\d_]{3,10})\.?[\s\-]+(?:de\s+)?([0-9]{4})",
    re.IGNORECASE,
)
_MONTH_FIRST_NAMED = re.compile(r"([^\W\d_]{3,10})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")


class DateError(ValueError):
    """A cell that holds no usable date; the message goes on after "What stands there ..."."""


def orders_of(cells: Iterable[str]) -> Orders:
    """How a column writes its dates, as far as those tell that can be meant in one way only."""
    seen: dict[str, set[Order]] = {}
    for cell in cells:
        if found := _YEAR_LAST.fullmatch(_day_alone(cell)):
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                seen.setdefault(found[2], set()).add("day first")
            elif second > 12 >= first:
                seen.setdefault(found[2], set()).add("month first")
    return {sign: orders.pop() for sign, orders in seen.items() if len(orders) == 1}


def parse_day(cell: str, orders: Orders) -> date | None:
    """The day in ``cell``; None where it is empty. ``orders`` is that of its column.

    Raises :class:`DateError`, with both readings where there are two.
    """
    text = _day_alone(cell)
    if not text:
        return None
    days = sorted(_readings(text, orders))
    if not days:
        raise DateError(_why_not(text))
    if len(days) > 1:
        raise DateError(_in_two_ways(days))
    return days[0]


def _day_alone(cell: str) -> str:
    """``cell`` without a time of day, with the usual signs for the same digits and strokes."""
    plain = unicodedata.normalize("NFKC", cell)
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf").strip()
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    for time in _TIME.finditer(plain):
        if time.end() == len(plain):
            return plain[: time.start()].strip()
    return plain


def _readings(text: str, orders: Orders) -> set[date]:
    if found := _YEAR_FIRST.fullmatch(text):
        return set(_days([(int(found[1]), int(found[3]), int(found[4]))]))
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        by_order: dict[Order, tuple[int, int, int]] = {
            "month first": (year, first, second),
            "day first": (year, second, first),
        }
        both = set(_days(by_order.values()))
        order = orders.get(found[2])
        return set(_days([by_order[order]])) if order and len(both) > 1 else both
    if found := _DAY_FIRST_NAMED.fullmatch(text):
        return set(_days([(int(found[3]), _named_month(found[2]), int(found[1]))]))
    if found := _MONTH_FIRST_NAMED.fullmatch(text):
        return set(_days([(int(found[3]), _named_month(found[1]), int(found[2]))]))
    if found := _SERIAL.fullmatch(text):
        day = _SERIAL_START + timedelta(days=int(found[1]))
        return {day, *_short_year(found[1])} if day.year in YEARS else set()
    return set()


def _days(parts: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in parts:
        if year in YEARS:
            try:
                yield date(year, month, day)
            except ValueError:
                continue


def _short_year(text: str) -> set[date]:
    """Every day that may be meant where the year has two digits, of this century."""
    found = _SHORT_YEAR.fullmatch(text) or _RUN_TOGETHER.fullmatch(text)
    if not found:
        return set()
    if found.re is _RUN_TOGETHER:
        one, two, year = found.groups()
        ways = [(one, two, year), (two, one, year)]
    else:
        ways = [(one, two, three) for one, two, three in permutations(found.groups())]
    numbers = [
        (2000 + int(year), _month(month), int(day))
        for month, day, year in ways
        if day.isdigit() and year.isdigit() and len(year) == 2
    ]
    return set(_days(numbers))


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    short = written[:3].casefold()
    return _SHORT_MONTHS.index(short) + 1 if short in _SHORT_MONTHS else 0


def _named_month(written: str) -> int:
    """0 where it is none."""
    name = written.casefold()
    return next((at for at, names in enumerate(_NAMED_MONTHS, 1) if name in names), 0)


def _why_not(text: str) -> str:
    days = sorted(_short_year(text))
    if len(days) > 1:
        return _in_two_ways(days)
    if days:
        other = days[0].isoformat()
        return f"has a year of two digits, which may be {other} or {'19' + other[2:]}"
    return "is no date"


def _in_two_ways(days: list[date]) -> str:
    *others, last = (day.isoformat() for day in days)
    number = {2: "two", 3: "three"}.get(len(days), "several")
    return f"can be read in {number} ways, as {', '.join(others)} or as {last}"
