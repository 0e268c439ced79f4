"""A clock that is set while a sender runs stops it, and frees no allowance."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailing.clock import SteadyClock
from mailing.delivery.post_office import Options
from mailing.quota import DAY, Limits, Window
from mailing.signup.mailer import NoticeMailer
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import Clock, database, queued
from tests.mailing.signup.service import serving, until

WEEK = "2026-W47"


@pytest.mark.parametrize("set_by", [2 * 3600.0, -2 * 3600.0, 3 * DAY, -30 * DAY])
def test_a_jump_stops_a_sender_before_the_next_message(
    databases: object, tmp_path: Path, set_by: float
) -> None:
    """With the time that it was set by; nothing is lost or left claimed."""
    wall, ticks = Clock(), Clock(0.0)

    def answer(_: Envelope) -> Verdict:
        if len(out.accepted) == 2:
            wall.now += set_by
        return Verdict(Kind.SENT)

    out = MemoryTransport(answer)
    post = queued(tmp_path, 6, out, SteadyClock(wall, ticks))

    ended = post.run(WEEK, "", Options(ticks.sleep))

    assert (ended.how, ended.well, ended.until) == ("jumped", False, 0.0)
    assert ("ahead" if set_by > 0 else "back") in ended.why
    assert len(out.accepted) == 3
    assert read_report(database(tmp_path), WEEK).states == {"sent": 3, "queued": 3}


def test_a_clock_set_ahead_frees_no_allowance_of_a_running_sender(tmp_path: Path) -> None:
    """It waits for its limit, and the clock is set a day ahead meanwhile: nothing more goes out."""
    wall, ticks = Clock(), Clock(0.0)
    out = MemoryTransport()
    post = queued(tmp_path, 5, out, SteadyClock(wall, ticks), Limits("few", (Window(DAY, 2),)))

    def sleep(seconds: float) -> None:
        ticks.sleep(10.0)  # somebody wakes it
        wall.now += DAY + 10

    ended = post.run(WEEK, "", Options(sleep, patience=10 * DAY))

    assert (ended.how, len(out.accepted)) == ("jumped", 2)


def test_a_lid_that_was_closed_is_no_jump(tmp_path: Path) -> None:
    """Both clocks go on while a laptop sleeps: the rest goes out when its time has come."""
    wall, ticks = Clock(), Clock(0.0)
    out = MemoryTransport()
    post = queued(tmp_path, 5, out, SteadyClock(wall, ticks), Limits("few", (Window(DAY, 2),)))

    def sleep(seconds: float) -> None:
        for one in (wall, ticks):
            one.sleep(seconds + 2 * 3600)

    ended = post.run(WEEK, "", Options(sleep, patience=10 * DAY))

    assert (ended.how, len(out.accepted)) == ("done", 5)


def test_the_sign_up_service_waits_until_the_clock_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so once, and goes on by itself when somebody has put the clock right."""
    monkeypatch.setattr("mailing.signup.mailer._AGAIN", 0.02)
    wall, ticks = Clock(), Clock(0.0)
    with serving(tmp_path) as service:
        mailer: NoticeMailer = service.mailer()
        mailer.clock = SteadyClock(wall, ticks)
        wall.now += 2 * DAY
        service.sign_up("mia@smith.example")
        mailer.start()
        until(lambda: bool(service.told))
        assert service.notices("queued") == 1
        wall.now -= 2 * DAY
        mailer.wake()
        until(lambda: service.notices("sent") == 1)
        mailer.stop()

    assert len(service.told) == 1
    assert "set ahead by 2 days" in service.told[0]
