"""The limits are never exceeded by one, whatever is restarted and whatever the clock says."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.errors import MailingError
from mailing.quota import DAY, MINUTE, PRESETS, Limits, Window, earliest, forecast, limits_for
from tests.mailing.builders import START

SMALL = Limits("small", (Window(DAY, 5), Window(MINUTE, 2)))


def most_within(moments: list[float], seconds: float) -> int:
    """The largest number of moments in any closed stretch of ``seconds``."""
    return max(
        (sum(1 for one in moments if first <= one <= first + seconds) for first in moments),
        default=0,
    )


@given(st.lists(st.floats(-2 * DAY, 2 * DAY), max_size=40))
def test_never_one_too_many_whatever_the_clock_shows(leaps: list[float]) -> None:
    """The true time is that of the newest recipient or later; the clock leaps as it likes."""
    sent: list[float] = []
    clock = START
    for leap in leaps:
        clock += leap
        moment = earliest(sent, SMALL, clock)
        assert moment >= clock
        assert not sent or moment >= sent[-1]
        sent.append(moment)

    assert most_within(sent, DAY) <= 5
    assert most_within(sent, MINUTE) <= 2


@given(st.integers(0, 60), st.lists(st.floats(-DAY, 0), max_size=12))
def test_the_forecast_is_what_then_happens(count: int, before: list[float]) -> None:
    """One after the other, each as early as allowed: the last is at the forecast moment."""
    spent = sorted(START + one for one in before)
    moment, expected = START, forecast(count, spent, SMALL, START)
    for _ in range(count):
        moment = earliest(spent, SMALL, moment)
        spent.append(moment)

    assert moment == expected


def test_as_many_as_allowed_go_at_once() -> None:
    """A limit is used up before it is waited for."""
    limits = Limits("day", (Window(DAY, 300),))

    assert forecast(300, [], limits, START) == START
    assert forecast(301, [], limits, START) == START + DAY + 1


def test_612_recipients_at_300_a_day() -> None:
    """Two days and a moment: started on Tuesday at 9:40, done on Thursday."""
    zone = ZoneInfo("America/New_York")
    start = datetime(2026, 11, 24, 9, 40, tzinfo=zone)
    limits = limits_for("300/day", "")

    done = datetime.fromtimestamp(forecast(612, [], limits, start.timestamp()), zone)

    assert f"{done:%A %H:%M}" == "Thursday 09:40"


def test_ten_thousand_are_forecast_in_a_blink() -> None:
    """The question before sending does not keep anybody waiting."""
    done = forecast(25_000, [], PRESETS["m365"], START)

    assert START + 2 * DAY < done < START + 3 * DAY


def test_limits_are_known_or_asked_for() -> None:
    """By name, by provider, in numbers; otherwise a sentence with an example."""
    assert limits_for("M365", "x") is PRESETS["m365"]
    assert limits_for("", "smtp.office365.com") is PRESETS["m365"]
    assert limits_for("", "SMTP.gmail.com") is PRESETS["gworkspace"]
    assert limits_for("20/minute, 300/day", "").words == "300 a day and 20 a minute"
    with pytest.raises(MailingError, match="knows no limits of mail"):
        limits_for("", "mail.school.example")


def test_somebodys_own_account_may_send_less_than_a_schools() -> None:
    """At the same server: known for Gmail, asked for at Microsoft; what is written down counts."""
    assert limits_for("", "smtp.gmail.com", "Coach@gmail.com").words == "500 a day and 60 a minute"
    assert limits_for("", "smtp.gmail.com", "coach@school.example") is PRESETS["gworkspace"]
    assert limits_for("gworkspace", "smtp.gmail.com", "coach@gmail.com") is PRESETS["gworkspace"]
    assert limits_for("", "smtp.office365.com", "news@school.example") is PRESETS["m365"]
    with pytest.raises(MailingError, match="Ask your provider"):
        limits_for("", "smtp.office365.com", "coach@outlook.com")


@pytest.mark.parametrize("written", ["lots", "300", "0/day", "300/week", "20/minute", "-5/day"])
def test_limits_that_mean_nothing_are_refused(written: str) -> None:
    """With an example of what is meant."""
    with pytest.raises(MailingError, match="300/day, 20/minute"):
        limits_for(written, "smtp.office365.com")
