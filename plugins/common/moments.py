"""Dates and times as a school means them: in its own zone, by its own year.

Times are read with the standard library; dateutil only serves the many spellings of an old blog.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from dateutil import parser as dateutil_parser


class MomentError(ValueError):
    """A text that is no usable date or time; the message says why."""


_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """An aware datetime from ``2026-11-16``, ``2026-11-16 15:30`` or an older spelling.

    A text without an offset is meant in ``zone``; a date alone is its midnight. Raises
    :class:`MomentError` for no date at all and for a time that a clock change skips or repeats.
    """
    words = text.strip()
    if not re.search(r"\d", words):
        raise MomentError("is not a date")
    if not re.search(r"\d{4}", words):
        raise MomentError("has no four-digit year")
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        try:
            moment = dateutil_parser.parse(words, default=datetime(1, 1, 1))  # noqa: DTZ001
        except (ValueError, OverflowError, TypeError):
            raise MomentError("is not a date") from None
    if moment.tzinfo is not None:
        return moment
    return _in_zone(moment, zone)


def _in_zone(naive: datetime, zone: tzinfo) -> datetime:
    first, second = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    # Only a round trip through UTC tells a skipped time from a repeated one (PEP 495).
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
    if naive.time().isoformat() == "00:00:00":
        return first if exists else first.astimezone(UTC).astimezone(zone)
    if exists:
        raise MomentError("happens twice that night, because the clocks go back")
    raise MomentError("does not exist that day, because the clocks go forward")


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO 8601 week, Monday to Sunday: 2027-01-01 lies in 2026-W53."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: tzinfo) -> Week:
        """The week in which ``moment`` lies for a clock in ``zone``."""
        year, number, _ = moment.astimezone(zone).isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """``2026-W47`` as a week; :class:`MomentError` for a form or a week that is none."""
        found = _ISO_WEEK.fullmatch(text.strip())
        if not found:
            raise MomentError("is not a week like 2026-W47")
        year, number = int(found[1]), int(found[2])
        try:
            date.fromisocalendar(year, number, 1)
        except ValueError:
            raise MomentError(f"is no week: {year} has no week {number}") from None
        return cls(year, number)

    def start(self, zone: tzinfo) -> datetime:
        """Monday 00:00 in ``zone``."""
        monday = date.fromisocalendar(self.year, self.number, 1)
        return datetime(monday.year, monday.month, monday.day, tzinfo=zone)

    def end(self, zone: tzinfo) -> datetime:
        """The next Monday 00:00 in ``zone``, the first moment after the week."""
        return self.next().start(zone)

    def next(self) -> Week:
        """The week after."""
        monday = date.fromisocalendar(self.year, self.number, 1) + timedelta(days=7)
        year, number, _ = monday.isocalendar()
        return Week(year, number)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """A school year by the calendar year it starts in."""

    first: int

    @classmethod
    def of(cls, moment: datetime, zone: tzinfo, first_month: int = 8) -> SchoolYear:
        """The school year of ``moment``, years starting on the first of ``first_month`` (1-12)."""
        local = moment.astimezone(zone)
        return cls(local.year if local.month >= first_month else local.year - 1)

    @property
    def slug(self) -> str:
        """``2026-2027``"""
        return f"{self.first}-{self.first + 1}"

    def __str__(self) -> str:
        """``2026–27``"""
        return f"{self.first}–{(self.first + 1) % 100:02d}"
