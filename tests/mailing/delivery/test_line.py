"""What a server's answers mean for an account during a run: refused, paused, out of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from mailing.delivery.line import BACKOFF
from mailing.delivery.post_office import Options
from mailing.quota import DAY
from mailing.store.account import Wait
from mailing.store.deciding import retry_failed
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    START,
    Clock,
    answers,
    database,
    office,
    people,
    queued,
    recipients,
)

pytestmark = pytest.mark.usefixtures("databases")
WEEK = "2026-W47"


def test_a_refusal_fails_that_recipient_only(tmp_path: Path) -> None:
    """The others get theirs; the reason is kept without the address; a retry is asked for."""
    clock, out = Clock(), answers(Kind.SENT, Kind.REFUSED)
    post = queued(tmp_path, 4, out, clock)

    post.run(WEEK, "", Options(clock.sleep))

    report = read_report(database(tmp_path), WEEK)
    assert report.states == {"sent": 3, "failed": 1}
    assert [line.reply for line in report.failed] == ["told <a…@b….c>"]
    assert post.run(WEEK, "", Options(clock.sleep)).how == "done"
    assert len(out.accepted) == 3

    assert retry_failed(database(tmp_path), WEEK) == 1
    post.run(WEEK, "", Options(clock.sleep))
    assert sorted(recipients(out)) == sorted(people(4))


def test_a_server_that_refuses_everything_is_not_pestered(tmp_path: Path) -> None:
    """Twenty-five in a row, and somebody has to look."""
    clock = Clock()
    post = queued(tmp_path, 40, answers(*[Kind.REFUSED] * 40), clock)

    assert post.run(WEEK, "", Options(clock.sleep)).how == "stopped"
    assert read_report(database(tmp_path), WEEK).states == {"failed": 25, "queued": 15}


def test_not_now_is_tried_again_with_longer_and_longer_pauses(tmp_path: Path) -> None:
    """300 to 4000 seconds, each told; the others do not wait; the very same bytes in the end."""
    clock, tried = Clock(), []

    def answer(envelope: Envelope) -> Verdict:
        if envelope.recipient != people(1)[0]:
            return Verdict(Kind.SENT)
        tried.append((clock.now, envelope.body))
        return Verdict(Kind.SENT if len(tried) == 8 else Kind.LATER, "451 later")

    out = MemoryTransport(answer)
    post = queued(tmp_path, 3, out, clock)

    waits: list[Wait] = []
    ended = post.run(WEEK, "", Options(clock.sleep, patience=5000, waits=waits.append))

    assert ended.how == "done"
    assert [(one.why, one.until) for one in waits] == [
        ("The server asked to try the rest again later.", at) for at, _ in tried[1:]
    ]
    moments = [at for at, _ in tried]
    pauses = [later - at for at, later in pairwise(moments)]
    assert pauses == [*BACKOFF, BACKOFF[-1], BACKOFF[-1]]
    assert len({body for _, body in tried}) == 1
    assert recipients(out) == [*people(3)[1:], people(1)[0]]


def test_a_server_that_takes_nothing_now_is_not_asked_for_everybody(tmp_path: Path) -> None:
    """Each try counts for the provider: after twenty-five in a row the account pauses."""
    clock = Clock()
    tried: list[float] = []

    def full(_: Envelope) -> Verdict:
        tried.append(clock.now)
        later = len(tried) <= 50
        return Verdict(Kind.LATER if later else Kind.SENT, "452 4.3.1 Insufficient storage")

    out = MemoryTransport(full)

    ended = queued(tmp_path, 60, out, clock).run(WEEK, "", Options(clock.sleep))

    assert ended.how == "done"
    assert Counter(tried[:50]) == {START: 25, START + BACKOFF[0]: 25}
    assert tried[50] == START + BACKOFF[0] + BACKOFF[1]
    assert sorted(recipients(out)) == sorted(people(60))


def test_it_gives_up_in_the_end(tmp_path: Path) -> None:
    """After twelve tries the message failed, with the last reason."""
    clock = Clock()
    post = queued(tmp_path, 1, answers(*[Kind.LATER] * 20), clock)

    assert post.run(WEEK, "", Options(clock.sleep, patience=5000)).how == "done"
    (line,) = read_report(database(tmp_path), WEEK).failed
    assert line.reply.startswith("Tried 12 times")


def test_a_quota_reply_pauses_everything_for_a_day(tmp_path: Path) -> None:
    """For every sender of the account, also after a restart; the message is not lost."""
    clock, out = Clock(), answers(Kind.SENT, Kind.QUOTA)
    post = queued(tmp_path, 3, out, clock)

    ended = post.run(WEEK, "", Options(clock.sleep))
    restarted = office(tmp_path, out, clock).run(WEEK, "", Options(clock.sleep))

    assert (ended.how, ended.until) == ("paused", START + DAY)
    assert (restarted.how, restarted.until) == ("wait", START + DAY)
    assert len(out.accepted) == 1
    clock.now = START + DAY
    assert post.run(WEEK, "", Options(clock.sleep)).how == "done"
    assert sorted(recipients(out)) == sorted(people(3))


def test_slow_down_is_waited_for(tmp_path: Path) -> None:
    """Longer each time in a row, short again once a message went out."""
    clock = Clock()
    out = answers(Kind.SLOW_DOWN, Kind.SLOW_DOWN, Kind.SENT, Kind.SLOW_DOWN)
    post = queued(tmp_path, 3, out, clock)

    assert post.run(WEEK, "", Options(clock.sleep)).how == "done"
    assert clock.slept == [300.0, 600.0, 300.0]
    assert sorted(recipients(out)) == sorted(people(3))
