"""When a photo was taken: the camera's word, else the file's, never nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.importing.taken import settle_taken, split_stamp

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
FILE = datetime(2026, 11, 21, 12, tzinfo=ZONE)


def taken(written: str, offset: str = "") -> tuple[str, bool]:
    """Local date and time, and whether it is the camera's."""
    found = settle_taken(written, offset, FILE.timestamp(), ZONE, NOW)
    return found.moment.strftime("%Y-%m-%d %H:%M"), found.by_camera


@pytest.mark.parametrize(
    ("written", "offset", "moment"),
    [
        ("2026:11:20 09:30:00", "", "2026-11-20 09:30"),
        ("2026:11:20 23:59:59", "", "2026-11-20 23:59"),
        ("2026-11-20T09:30:00", "", "2026-11-20 09:30"),
        ("2026:11:20", "", "2026-11-20 00:00"),
        ("2026:11:20 25:61:00", "", "2026-11-20 00:00"),
        ("2026:11:20 02:30:00", "+00:00", "2026-11-19 21:30"),
        ("2026:11:20 09:30:00", "-05:00", "2026-11-20 09:30"),
        ("2026:11:20 09:30:00", "nonsense", "2026-11-20 09:30"),
        ("2026:03:08 02:30:00", "", "2026-03-08 02:30"),
    ],
)
def test_the_camera_is_believed_in_the_schools_zone(written: str, offset: str, moment: str) -> None:
    """Without an offset its clock showed the school's time, even an hour that clocks skip."""
    assert taken(written, offset) == (moment, True)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "    :  :     :  :  ",
        "0000:00:00 00:00:00",
        "2026:13:45 00:00:00",
        "2027:01:01 00:00:00",
    ],
)
def test_without_a_usable_date_the_file_serves(written: str) -> None:
    """Blank, impossible, and in the future: a camera set wrong."""
    assert taken(written) == ("2026-11-21 12:00", False)


@pytest.mark.parametrize("file_time", [1e30, -1e30, float("nan"), 9e9])
def test_without_any_date_it_is_today(file_time: float) -> None:
    """A file's time may be nonsense, too."""
    found = settle_taken("", "", file_time, ZONE, NOW)
    assert (found.moment, found.by_camera) == (NOW, False)


@given(st.text(max_size=30), st.text(max_size=8), st.floats())
def test_whatever_stands_there_gives_a_date(written: str, offset: str, file_time: float) -> None:
    """No text and no number raises."""
    assert settle_taken(written, offset, file_time, ZONE, NOW).moment.tzinfo is not None


@pytest.mark.parametrize(
    ("stamp", "parts"),
    [
        ("2026-11-20T09:30:00-0500", ("2026-11-20T09:30:00", "-0500")),
        ("2026-11-20T14:30:00.000000Z", ("2026-11-20T14:30:00", "+00:00")),
        ("2026-11-20 09:30:00", ("2026-11-20 09:30:00", "")),
        ("1904-01-01T00:00:00.000000Z", ("", "")),
        ("1970-01-01T00:00:00Z", ("", "")),
        ("yesterday", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_film_tells_its_time_with_its_zone(stamp: str, parts: tuple[str, str]) -> None:
    """A counter that was never set tells nothing."""
    assert split_stamp(stamp) == parts


def test_a_film_made_in_the_evening_is_of_that_day() -> None:
    """Cameras write the time of Greenwich; the school's day counts."""
    assert taken(*split_stamp("2026-11-21T02:30:00Z")) == ("2026-11-20 21:30", True)
