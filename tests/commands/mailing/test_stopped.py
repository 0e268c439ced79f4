"""A send that is stopped by a real signal, against a real server: nobody lost, nobody twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.bootstrap import ROOT
from mailing.store.database import open_database
from mailing.store.report import read_report
from tests.mailing.builders import hand_over, letter, people, rows, subscribers
from tests.mailing.sink import Sink, listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals of POSIX"),
]
WEEK = "2026-W47"
READERS = 12


class Sending:
    """The tasks as typed in a terminal, in processes of their own."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self.sink = sink
        self._folder = folder
        self._url = f"sqlite:///{folder}/private/list.sqlite3"
        self._environment = os.environ | {
            "HALLWAY_DATABASE_URL": self._url,
            "HALLWAY_SMTP_URL": f"smtp://127.0.0.1:{sink.port}",
            "HALLWAY_MAIL_FROM": "Technology coach <news@school.example>",
            "HALLWAY_SIGNUP_URL": "https://news.school.example",
            "HALLWAY_MAIL_LIMITS": "1000/day",
        }
        (folder / "content").mkdir()
        hand_over(folder / "work" / "outbox", letter())
        data = open_database(self._url, folder / "private")
        subscribers(data).bring_in(rows(people(READERS)), "en", 0.0)
        data.close()

    def start(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        folders = [f"--{name}={self._folder / name}" for name in ("content", "work")]
        command = [sys.executable, "tasks.py", *words, *folders]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment | settings,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def states(self) -> dict[str, int]:
        data = open_database(self._url, self._folder / "private")
        try:
            return dict(read_report(data, WEEK).states)
        finally:
            data.close()


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    with listening(Sink()) as sink:
        yield Sending(tmp_path, sink)


@pytest.mark.parametrize(
    ("number", "code", "moment"),
    [
        (signal.SIGINT, 130, "on_rcpt"),
        (signal.SIGINT, 130, "on_data"),
        (signal.SIGINT, 130, "after_accept"),
        (signal.SIGTERM, 143, "on_data"),
        (signal.SIGHUP, 129, "after_accept"),
    ],
)
def test_a_stopped_send_settles_what_is_under_way_and_goes_on_later(
    sending: Sending, number: int, code: int, moment: str
) -> None:
    """Asked thrice within the fifth message: that one still goes, and is written down."""
    processes: list[subprocess.Popen[str]] = []

    def stop(sink: Sink, address: str) -> str | None:
        if sink.accepted.total() == 4 + (moment == "after_accept") and processes:
            process = processes.pop()
            for _ in range(3):
                process.send_signal(number)
                time.sleep(0.02)
        return None

    setattr(sending.sink, moment, stop)
    process = sending.start("newsletter.send", WEEK, "--yes")
    processes.append(process)
    told = process.communicate(timeout=60)[1]

    assert process.returncode == code, told
    last = told.rstrip().splitlines()[-1]
    assert f"Go on with: python3 tasks.py newsletter.resume {WEEK}" in last
    assert sending.sink.accepted.total() == 5
    assert sending.states() == {"sent": 5, "queued": READERS - 5}

    again = sending.start("newsletter.resume", WEEK)
    told = "".join(again.communicate(timeout=60))
    assert again.returncode == 0, told
    assert sending.sink.accepted == dict.fromkeys(people(READERS), 1)
    assert sending.states() == {"sent": READERS}


def test_a_send_that_waits_for_its_limit_stops_at_once(sending: Sending) -> None:
    """Nobody has to wait for a day to be heard."""
    process = sending.start("newsletter.send", WEEK, "--yes", "--wait", HALLWAY_MAIL_LIMITS="3/day")
    end = time.monotonic() + 60
    while sending.sink.accepted.total() < 3:
        assert time.monotonic() < end
        time.sleep(0.05)
    time.sleep(0.5)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]

    assert process.returncode == 130, told
    assert time.monotonic() - began < 10
    assert sending.states() == {"sent": 3, "queued": READERS - 3}
