"""Sharing out: each entry to one issue, by cut-off on the school's clock and by what files list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.common.moments import Week
from plugins.newsletter.choosing import DAYS, Clock, IssueFile, choose_entries
from plugins.newsletter.config import NewsletterSettings
from tests.newsletter.builders import ZONE, article, moment

FIRST, LAST = datetime(2023, 12, 18), datetime(2033, 1, 16)
CLOCKS = st.builds(Clock, st.integers(0, 6), st.integers(0, 24), st.just(ZONE))
WEEKLY = Clock(6, 24, ZONE)
FRIDAY = Clock(4, 16, ZONE)
DAYS_OF_INTEREST = [
    date(year, month, day)
    for year in range(2024, 2033)
    for month, days in ((1, range(1, 5)), (3, range(7, 16)), (11, range(1, 9)), (12, range(27, 32)))
    for day in days
]
"""Year ends and the weeks of clock changes."""
MOMENTS = st.one_of(
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    st.builds(
        lambda day, seconds: (
            datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)
        ),
        st.sampled_from(DAYS_OF_INTEREST),
        st.integers(0, 30 * 3600),
    ),
)


def weeks(first: Week, last: Week) -> list[Week]:
    """All weeks from ``first`` to ``last``."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next())
    return found


ALL_WEEKS = weeks(Week(2023, 50), Week(2033, 4))


@given(when=MOMENTS, clock=CLOCKS)
def test_a_moment_belongs_to_the_issue_that_closes_next(when: datetime, clock: Clock) -> None:
    """At or after the cut-off of the week before, and before its own, to the second."""
    week = clock.week_of(when)

    assert clock.opening(week).timestamp() <= when.timestamp() < clock.cutoff(week).timestamp()


@given(clock=CLOCKS, week=st.sampled_from(ALL_WEEKS))
def test_cut_offs_follow_each_other_without_a_gap(clock: Clock, week: Week) -> None:
    """At the hour of the school's clock, a week apart but for a clock change."""
    length = (
        clock.cutoff(week).astimezone(UTC) - clock.opening(week).astimezone(UTC)
    ).total_seconds()

    assert length / 3600 in (167, 168, 169)
    assert clock.opening(week.next()) == clock.cutoff(week)
    assert clock.cutoff(week).hour == clock.hour % 24


@given(when=MOMENTS)
def test_by_default_an_issue_has_the_iso_week(when: datetime) -> None:
    """By ``%G-W%V`` of the local date."""
    clock = Clock.of(NewsletterSettings(), ZONE)

    assert str(clock.week_of(when)) == when.astimezone(ZONE).strftime("%G-W%V")


@pytest.mark.parametrize(
    ("when", "week"),
    [
        ("2026-11-20 15:59:59", "2026-W47"),
        ("2026-11-20 16:00:00", "2026-W48"),
        ("2026-11-23 09:00", "2026-W48"),
        ("2027-01-01 15:59", "2026-W53"),
        ("2027-01-01 16:00", "2027-W01"),
        ("2024-12-27 16:00", "2025-W01"),
        ("2026-03-06 15:59", "2026-W10"),  # the clocks go forward on Sunday
        ("2026-10-30 16:00", "2026-W45"),  # the clocks go back on Sunday
    ],
)
def test_a_cut_off_on_friday_at_four(when: str, week: str) -> None:
    """What comes after is for the next issue."""
    assert str(FRIDAY.week_of(moment(when))) == week


@st.composite
def schools(draw: st.DrawFn) -> tuple[list[Any], list[IssueFile], Clock]:
    """Some years of texts, and issues of which some list entries and drop others."""
    articles = [article(f"{n}", date=draw(MOMENTS)) for n in range(draw(st.integers(0, 15)))]
    paths = [one.relative_source_path for one in articles]
    files, free = [], set(paths)
    for week in draw(st.lists(st.sampled_from(ALL_WEEKS), unique=True, max_size=12)):
        if draw(st.booleans()):
            files.append(IssueFile(week))
            continue
        listed = draw(st.lists(st.sampled_from(sorted(free)), unique=True)) if free else []
        free -= set(listed)
        dropped = draw(st.lists(st.sampled_from(sorted(free)), unique=True)) if free else []
        files.append(IssueFile(week, tuple(listed), tuple(dropped)))
    return articles, files, draw(CLOCKS)


@settings(max_examples=50)
@given(school=schools())
def test_each_entry_is_in_exactly_one_place(
    school: tuple[list[Any], list[IssueFile], Clock],
) -> None:
    """Listed, dropped, in one issue that lists none, waiting, or older than all: never in two."""
    articles, files, clock = school
    choice = choose_entries(articles, files, clock)

    places = [path for file in files for path in (file.entries or ())]
    # What one issue dropped may be listed in another by hand.
    places += {path for file in files for path in file.dropped} - set(places)
    chosen = [one for found in choice.by_week.values() for one in found]
    places += [one.relative_source_path for one in (*chosen, *choice.waiting, *choice.archive)]
    assert sorted(places) == sorted(one.relative_source_path for one in articles)


@settings(max_examples=50)
@given(school=schools())
def test_no_issue_has_what_came_after_its_cut_off(
    school: tuple[list[Any], list[IssueFile], Clock],
) -> None:
    """And each entry is in the first issue that may have it."""
    articles, files, clock = school
    choice = choose_entries(articles, files, clock)
    listed = {file.week for file in files if file.entries is not None}
    free = sorted({file.week for file in files} - listed)

    assert set(choice.by_week) == set(free)
    for week, entries in choice.by_week.items():
        for one in entries:
            home = clock.week_of(one.date)
            assert home <= week
            assert not [other for other in free if home <= other < week]


@settings(max_examples=50)
@given(school=schools(), order=st.randoms(use_true_random=False))
def test_the_order_of_files_and_texts_does_not_matter(
    school: tuple[list[Any], list[IssueFile], Clock], order: Any
) -> None:
    """The disk decides nothing."""
    articles, files, clock = school
    before = choose_entries(articles, files, clock)
    order.shuffle(articles)
    order.shuffle(files)

    assert choose_entries(articles, files, clock) == before


def test_a_late_post_that_is_dated_back_gets_into_the_next_issue() -> None:
    """Week 46 was drafted and lists its entries; what turns up later with its date is not lost."""
    late = article("late", "2026-11-11")
    files = [IssueFile(Week(2026, 46), ("posts/robots.md",)), IssueFile(Week(2026, 47))]

    choice = choose_entries([article(when="2026-11-10"), late], files, WEEKLY)

    assert choice.by_week == {Week(2026, 47): [late]}


def test_what_was_dropped_is_not_offered_again() -> None:
    """Neither to its own issue nor to a later one."""
    files = [IssueFile(Week(2026, 46), (), ("posts/robots.md",)), IssueFile(Week(2026, 47))]

    choice = choose_entries([article(when="2026-11-10")], files, WEEKLY)

    assert (choice.by_week, choice.waiting) == ({Week(2026, 47): []}, [])


def test_a_week_without_an_issue_loses_nothing() -> None:
    """A skipped week's texts go to the issue after it."""
    skipped = article("skipped", "2026-11-11")
    files = [IssueFile(Week(2026, 45)), IssueFile(Week(2026, 47))]

    assert choose_entries([skipped], files, WEEKLY).by_week[Week(2026, 47)] == [skipped]


def test_what_is_older_than_the_first_issue_is_archive() -> None:
    """A blog that starts a newsletter does not mail its ten years at once."""
    old = article("old", "2014-03-17")

    choice = choose_entries([old], [IssueFile(Week(2026, 47))], WEEKLY)

    assert (choice.archive, choice.by_week) == ([old], {Week(2026, 47): []})


@pytest.mark.parametrize("day", DAYS)
def test_every_day_can_close_an_issue(day: str) -> None:
    """By its English name in the settings."""
    clock = Clock.of(NewsletterSettings(cutoff_day=day, cutoff_hour=8), ZONE)  # type: ignore[arg-type]

    assert clock.cutoff(Week(2026, 47)).strftime("%A %H").lower() == f"{day} 08"
