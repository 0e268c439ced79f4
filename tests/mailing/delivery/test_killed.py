"""Killed anywhere, as often as one likes: nobody lost, nobody twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from commands.bootstrap import ROOT
from mailing.store.models import Message, Subscriber
from mailing.store.report import read_report
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import Clock, database, people, queued
from tests.mailing.conftest import Databases
from tests.mailing.nursery import BEFORE, FEW
from tests.mailing.sink import Sink, listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="forks and kills as POSIX does"),
]
WEEK = "2026-W47"
KILLS = {"sqlite": 200, "postgresql": 40}
READERS_A_KILL = 12


class Nursery:
    """The process that forks senders, over its pipes."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, *sinks: Sink) -> None:
        self._process = process
        self._line = f"{folder} {','.join(str(one.port) for one in sinks)}"

    def start(self, moment: str = "never") -> int:
        """A sender's process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self._line} {moment}\n")
        self._process.stdin.flush()
        return self._answer()

    def ended(self) -> int:
        """How the last one ended: 0, or minus the signal."""
        return self._answer()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as one:
        yield one


@contextmanager
def nursing(folder: Path, *sinks: Sink) -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.mailing.nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        yield Nursery(process, folder, *sinks)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def nursery(tmp_path: Path, sink: Sink) -> Iterator[Nursery]:
    with nursing(tmp_path, sink) as one:
        yield one


def prepare(folder: Path, count: int) -> None:
    now = time.time()  # noqa: TID251 - the senders that are killed go by it
    queued(folder, count, MemoryTransport(), Clock(now))


def check(folder: Path, sink: Sink, count: int, kills: int) -> Counter[str]:
    """Lost 0, twice 0, uncertain at most one a kill: each has one connection."""
    report = read_report(database(folder), WEEK)
    assert set(report.states) <= {"sent", "uncertain"}
    assert report.states.total() == count
    assert [one for one, times in sink.accepted.items() if times > 1] == []
    assert report.states["uncertain"] <= kills
    with database(folder).begin() as connection:
        uncertain = connection.scalars(
            select(Subscriber.key)
            .join(Message, Message.subscriber_id == Subscriber.id)
            .where(Message.state == "uncertain")
        ).all()
    assert set(people(count)) - set(sink.accepted) <= set(uncertain)
    return report.states


@pytest.mark.parametrize(
    ("moment", "arrived"),
    [
        ("claimed", False),
        ("after RCPT", False),
        ("after DATA", True),
        ("answered", True),
        ("commit", True),
    ],
)
def test_killed_at_the_five_worst_moments(
    tmp_path: Path,
    databases: Databases,
    sink: Sink,
    nursery: Nursery,
    moment: str,
    arrived: bool,
) -> None:
    """The one message under way is uncertain, told as such, and not sent again by itself."""
    prepare(tmp_path, 10)
    victim: list[int] = []

    def kill(at: Sink, _: str) -> str | None:
        if len(at.accepted) >= BEFORE + (moment == "after DATA") and victim:
            os.kill(victim.pop(), signal.SIGKILL)
            return "drop"
        return None

    if moment == "after RCPT":
        sink.on_rcpt = kill
    elif moment == "after DATA":
        sink.after_accept = kill
    victim.append(nursery.start(moment.replace(" ", "-")))
    assert nursery.ended() == -signal.SIGKILL
    victim.clear()
    at_the_kill = sink.accepted.total()

    nursery.start()
    assert nursery.ended() == 0

    assert at_the_kill == BEFORE + arrived
    states = check(tmp_path, sink, 10, kills=1)
    assert states == {"sent": 9, "uncertain": 1}
    assert sink.accepted.total() == 9 + arrived


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_killed_before_the_database_could_answer(
    tmp_path: Path, databases: Databases, sink: Sink, nursery: Nursery
) -> None:
    """PostgreSQL is told to commit and does so; nobody is left to hear it.

    The one before is sent; the next, claimed in the same step, is uncertain and has not gone out.
    """
    prepare(tmp_path, 10)

    nursery.start("unheard")
    assert nursery.ended() == -signal.SIGKILL
    assert sink.accepted.total() == BEFORE + 1
    nursery.start()
    assert nursery.ended() == 0

    assert check(tmp_path, sink, 10, kills=1) == {"sent": 9, "uncertain": 1}
    assert sink.accepted.total() == 9


def test_killed_two_hundred_times(
    tmp_path: Path, databases: Databases, sink: Sink, nursery: Nursery
) -> None:
    """One sender after the other killed wherever it happens to be, forty times on PostgreSQL.

    Most of them while they send; some while they still start, or find what the last one left.
    """
    kills = KILLS[databases.kind]
    readers = kills * READERS_A_KILL
    prepare(tmp_path, readers)
    dice = random.Random(2026)
    at_work = threading.Event()
    sink.on_mail = lambda *_: at_work.set()
    killed = 0
    for number in range(kills):
        at_work.clear()
        sender = nursery.start()
        if number % 4:
            at_work.wait(10)
        time.sleep(dice.uniform(0, 0.02))
        with suppress(ProcessLookupError):
            os.kill(sender, signal.SIGKILL)
        killed += nursery.ended() == -signal.SIGKILL
    assert killed > kills * 0.9

    nursery.start()
    assert nursery.ended() == 0

    states = check(tmp_path, sink, readers, killed)
    assert states["uncertain"] > kills / 10, "hardly one was killed while it was sending"


def test_killed_while_two_accounts_share_the_list(tmp_path: Path) -> None:
    """Lost 0, twice 0; the account that is allowed little has never sent one more than that."""
    prepare(tmp_path, 600)
    dice, killed = random.Random(5), 0
    at_work = threading.Event()
    with (
        listening(Sink(on_mail=lambda *_: at_work.set())) as first,
        listening(Sink(on_mail=lambda *_: at_work.set())) as second,
        nursing(tmp_path, first, second) as nursery,
    ):
        for _ in range(30):
            at_work.clear()
            sender = nursery.start()
            at_work.wait(10)
            time.sleep(dice.uniform(0, 0.03))
            with suppress(ProcessLookupError):
                os.kill(sender, signal.SIGKILL)
            killed += nursery.ended() == -signal.SIGKILL
        nursery.start()
        assert nursery.ended() == 0

    assert killed > 20
    assert 0 < first.accepted.total() <= FEW.windows[0].most
    assert second.accepted.total() > 0
    both = Sink(accepted=first.accepted + second.accepted)
    check(tmp_path, both, 600, killed)
