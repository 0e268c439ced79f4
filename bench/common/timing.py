"""Runs one command and says what it cost.

Needs ``os.wait4`` (Linux, macOS): it gives the processor time of the command *and* of every
process it started and waited for, which is what makes a parallel program comparable with one that
uses a single core.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LOG_LINES_SHOWN = 15


class RunFailedError(Exception):
    """A run that does not count: ``how`` it failed, with the last words of its ``command``."""

    def __init__(self, how: str, command: Sequence[str] = ()) -> None:
        super().__init__(f"{' '.join(command)}\n{how}" if command else how)
        self.how = how


@dataclass(frozen=True, slots=True)
class Timing:
    """The cost of one run.

    ``wall`` and ``cpu`` in seconds, ``cpu`` being user and system time of the whole tree of
    processes. ``peak``: resident bytes of the largest single process of the tree, and never less
    than what the benchmark itself held when it started the command.
    """

    wall: float
    cpu: float
    peak: int


def time_command(command: Sequence[str], folder: Path, log: Path) -> Timing:
    """Run ``command`` in ``folder``, its words going to ``log``, and wait for its end.

    Raises :class:`RunFailedError` when it does not exit with 0.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as words:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code != 0:
        how = f"ended with {code}" if code > 0 else f"was ended by {signal.Signals(-code).name}"
        last = _last_lines(log)
        said = f":\n{last}" if last else ", without a word"
        raise RunFailedError(f"{how}{said}", command)
    return Timing(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of ``ru_maxrss``: Linux counts in KiB, macOS in bytes."""


def _last_lines(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").splitlines()
    return "\n".join(lines[-LOG_LINES_SHOWN:])
