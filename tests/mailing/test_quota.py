"""What a provider allows, as it is written and known, and when the last letter is out by it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.errors import MailingError
from mailing.quota import DAY, MINUTE, PRESETS, Limits, Window, forecast, limits_for
from tests.mailing.builders import START

SMALL = Limits("small", (Window(DAY, 5), Window(MINUTE, 2)))


@given(st.integers(1, 40), st.lists(st.floats(-DAY, 0), max_size=12))
def test_a_recipient_is_forecast_for_the_first_moment_that_the_limits_allow(
    count: int, before: list[float]
) -> None:
    """No window holds one too many, whoever was written to before; nobody waits for nothing."""
    spent = sorted(START + one for one in before)

    moments = [forecast(number, spent, SMALL, START) for number in range(1, count + 1)]

    for number, moment in enumerate(moments):
        earlier = [*spent, *moments[:number]]
        for window in SMALL.windows:
            assert sum(one >= moment - window.seconds for one in earlier) < window.most
        assert moment == max([START, *earlier]) or any(
            sum(one > moment - window.seconds - 2 for one in earlier) >= window.most
            for window in SMALL.windows
        )


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
