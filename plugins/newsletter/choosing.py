"""Which entries belong to which issue. Pure: dates, files and a cut-off in, entries by week out.

An issue takes everything published before its cut-off that no issue before it has. What an issue's
file lists (or drops) is taken; there is no other memory. Three rules follow:

- a text goes to the first issue that closes after its date and lists no entries of its own: its
  week's, or a later one where that week's file lists its entries and does not name it;
- what is older than the first issue of all is archive and in none;
- what no issue takes yet waits for the next one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, get_args

from plugins.common.moments import Week
from plugins.newsletter.config import NewsletterSettings, Weekday

DAYS = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class Clock:
    """When issues close: the ``hour`` (0 to 24) of a ``day`` (0 is Monday) in the school's zone."""

    day: int
    hour: int
    zone: tzinfo

    @classmethod
    def of(cls, settings: NewsletterSettings, zone: tzinfo) -> Clock:
        """The clock that the settings describe."""
        return cls(DAYS.index(settings.cutoff_day), settings.cutoff_hour, zone)

    def cutoff(self, week: Week) -> datetime:
        """The first moment that is too late for the issue of ``week``."""
        closing = date.fromisocalendar(week.year, week.number, 1) + timedelta(
            days=self.day + self.hour // 24
        )
        return datetime(closing.year, closing.month, closing.day, self.hour % 24, tzinfo=self.zone)

    def opening(self, week: Week) -> datetime:
        """The first moment that belongs to ``week``: the cut-off of the week before."""
        monday = date.fromisocalendar(week.year, week.number, 1) - timedelta(days=7)
        year, number, _ = monday.isocalendar()
        return self.cutoff(Week(year, number))

    def week_of(self, moment: datetime) -> Week:
        """The week whose issue closes first after ``moment``."""
        week = Week.of(moment, self.zone)
        # Compared as moments, not as times of a day: a clock change moves one of the two.
        return week if moment.timestamp() < self.cutoff(week).timestamp() else week.next()


@dataclass(frozen=True, slots=True)
class IssueFile:
    """What the file of an issue says about its entries, by content-relative paths.

    ``entries`` is None where it lists none: then it takes what is new. ``dropped`` is for nobody.
    """

    week: Week
    entries: tuple[str, ...] | None = None
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """``by_week``: entries of the issues that list none. ``waiting``: for an issue to come.

    ``archive``: tagged, but older than the first issue.
    """

    by_week: dict[Week, list[Any]]
    waiting: list[Any]
    archive: list[Any]


def choose_entries(candidates: Iterable[Any], files: Collection[IssueFile], clock: Clock) -> Choice:
    """Share out ``candidates`` (articles) to ``files``; each goes to one place at most.

    The order of neither matters.
    """
    taken = {path for file in files for path in (*(file.entries or ()), *file.dropped)}
    open_weeks = sorted({file.week for file in files if file.entries is None})
    # A week that lists its entries anywhere is closed for what it does not name.
    listed = {file.week for file in files if file.entries is not None}
    open_weeks = [week for week in open_weeks if week not in listed]
    choice = Choice({week: [] for week in open_weeks}, [], [])
    first = min((file.week for file in files), default=None)
    for article in sorted(candidates, key=lambda one: str(one.relative_source_path)):
        if article.relative_source_path in taken:
            continue
        week = clock.week_of(article.date)
        place = bisect_left(open_weeks, week)
        if first is not None and week < first:
            choice.archive.append(article)
        elif place < len(open_weeks):
            choice.by_week[open_weeks[place]].append(article)
        else:
            choice.waiting.append(article)
    return choice
