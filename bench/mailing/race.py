"""Runs one program against a mail server of its own, and checks that everybody got their letter."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.common.timing import RunFailedError, time_command

ROOT = Path(__file__).resolve().parents[2]
Cpu = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What sending took: seconds, and ``peak`` resident bytes of the sender.

    ``server_cpu`` is the database server's; ``prepared`` what importing and queueing took.
    """

    messages: int
    wall: float
    cpu: float
    server_cpu: float
    bookkeeping: float
    bookkeeping_cpu: float
    rendering: float
    peak: int
    prepared: float

    @property
    def a_second(self) -> float:
        """Messages a second."""
        return self.messages / self.wall

    @property
    def cpu_each(self) -> float:
        """Milliseconds of processor time for a message, those of the database server with it."""
        return (self.cpu + self.server_cpu) / self.messages * 1000

    @property
    def rendering_each(self) -> float:
        """Milliseconds for putting one reader's parts in."""
        return self.rendering / self.messages * 1000

    @property
    def share(self) -> float:
        """The part of the time that bookkeeping takes."""
        return self.bookkeeping / self.wall

    @property
    def cpu_share(self) -> float:
        """The part of the processor time, with that of the database server."""
        return (self.bookkeeping_cpu + self.server_cpu) / (self.cpu + self.server_cpu)


def run(
    program: str,
    messages: int,
    url: str,
    folder: Path,
    server_cpu: Cpu = lambda: 0.0,
    port: int = 0,
) -> Outcome:
    """Send ``messages`` with ``program``, on the fresh database at ``url``.

    ``port`` is that of another mail server than the sink; what that took is counted by its answers.
    Raises :class:`RunFailedError` where not everybody got one letter.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prepared = 0.0
    with sink() as (own, taken):
        words = [sys.executable, "-m", "bench.mailing.worker"]
        rest = [str(port or own), str(messages), url, str(folder)]
        log = folder / "log"
        if url:
            time_command([*words, "prepare", *rest], ROOT, log)
            prepared = json.loads(log.read_text("utf-8"))["wall"]
        before = server_cpu()
        timing = time_command([*words, program, *rest], ROOT, log)
        took = json.loads(log.read_text("utf-8"))
        used = server_cpu() - before
    if not port and taken != _expected(messages):
        raise RunFailedError(f"{taken} instead of {messages} messages and readers", words)
    return Outcome(
        messages,
        took["wall"],
        took["cpu"],
        used,
        took.get("bookkeeping", 0.0),
        took.get("bookkeeping_cpu", 0.0),
        took["rendering"],
        timing.peak,
        prepared,
    )


def _expected(messages: int) -> list[int]:
    return [messages, messages]


@contextmanager
def sink() -> Iterator[tuple[int, list[int]]]:
    """A mail server; the list holds messages and readers once the block has ended."""
    taken: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.mailing.sink"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline()), taken
        finally:
            process.stdin.close()
            taken += map(int, process.stdout.readline().split())
