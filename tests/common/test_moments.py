"""Dates and times are read as a school means them (B10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.moments import MomentError, SchoolYear, Week, parse_moment

NEW_YORK = ZoneInfo("America/New_York")
MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2032, 12, 31), timezones=st.just(UTC)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-16", "2026-11-16T00:00:00-05:00"),
        ("2026-11-16 15:30", "2026-11-16T15:30:00-05:00"),
        ("2026-07-01 08:05", "2026-07-01T08:05:00-04:00"),
        ("2014-05-19T11:02:14-04:00", "2014-05-19T11:02:14-04:00"),
        ("2015-12-08 10:00:00 -5", "2015-12-08T10:00:00-05:00"),
        ("Nov 16, 2026", "2026-11-16T00:00:00-05:00"),
    ],
)
def test_a_time_without_offset_is_meant_in_the_schools_zone(text: str, expected: str) -> None:
    """Every spelling that old blogs use gives the same aware time."""
    assert parse_moment(text, NEW_YORK).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tomorrow", "is not a date"),
        ("May 5", "no four-digit year"),
        ("2026-13-45", "is not a date"),
        ("2026-03-08 02:30", "does not exist"),
        ("2026-11-01 01:30", "happens twice"),
    ],
)
def test_a_time_that_is_none_says_why(text: str, reason: str) -> None:
    """Nonsense, and times that a clock change skips or repeats, are refused with the reason."""
    with pytest.raises(MomentError, match=reason):
        parse_moment(text, NEW_YORK)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2027-01-01", "2026-W53"),
        ("2024-12-30", "2025-W01"),
        ("2026-11-23", "2026-W48"),
        ("2026-11-22", "2026-W47"),
    ],
)
def test_weeks_are_iso_weeks(day: str, week: str) -> None:
    """The days around a year's end belong to the week that ISO 8601 says."""
    assert str(Week.of(parse_moment(day, NEW_YORK), NEW_YORK)) == week


@given(moment=MOMENTS)
def test_a_moment_lies_in_its_week(moment: datetime) -> None:
    """Start <= moment < end, through every year end and clock change from 2024 to 2032."""
    week = Week.of(moment, NEW_YORK)

    assert week.start(NEW_YORK) <= moment < week.end(NEW_YORK)
    assert Week.parse(str(week)) == week


@given(moment=MOMENTS)
def test_weeks_follow_each_other_without_gap(moment: datetime) -> None:
    """The next week starts where this one ends."""
    week = Week.of(moment, NEW_YORK)

    assert week.end(NEW_YORK) == week.next().start(NEW_YORK)
    assert Week.of(moment + timedelta(days=7), NEW_YORK) in (week.next(), week.next().next())


@pytest.mark.parametrize("text", ["2025-W53", "2026-W00", "2026-47", "W47", ""])
def test_a_week_that_is_none_is_refused(text: str) -> None:
    """2025 has 52 weeks; a form that is no week is no week."""
    with pytest.raises(MomentError):
        Week.parse(text)


@pytest.mark.parametrize(
    ("day", "slug"), [(date(2026, 7, 31), "2025-2026"), (date(2026, 8, 1), "2026-2027")]
)
def test_a_school_year_starts_in_august(day: date, slug: str) -> None:
    """The last day of July belongs to the old school year, the first of August to the new."""
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=NEW_YORK)

    assert SchoolYear.of(moment, NEW_YORK).slug == slug


def test_a_school_year_reads_well_at_the_turn_of_a_century() -> None:
    """2099–00, not 2099–0."""
    assert str(SchoolYear(2099)) == "2099–00"
