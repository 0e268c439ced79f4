"""Timing of a command, with small commands that really run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.common.timing import RunFailedError, time_command

BUSY = "import time\nwhile time.process_time() < 0.2: pass"


def test_processor_time_of_grandchildren_counts(tmp_path: Path) -> None:
    """A program that works in other processes is not cheaper for it."""
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}], check=True)"

    timing = time_command([sys.executable, "-c", parent], tmp_path, tmp_path / "log.txt")

    assert timing.cpu >= 0.2


def test_waiting_costs_wall_time_only(tmp_path: Path) -> None:
    """Wall and CPU are two different figures."""
    command = [sys.executable, "-c", "import time; time.sleep(0.5)"]

    timing = time_command(command, tmp_path, tmp_path / "log.txt")

    assert timing.wall >= 0.5 > timing.cpu


def test_memory_is_in_bytes(tmp_path: Path) -> None:
    """Sixty million bytes held are sixty million bytes reported, on every system."""
    hold = "held = bytearray(b'x') * 60_000_000"

    timing = time_command([sys.executable, "-c", hold], tmp_path, tmp_path / "log.txt")

    assert 60_000_000 < timing.peak < 1_000_000_000


def test_a_failed_run_shows_its_last_words(tmp_path: Path) -> None:
    """A run that fails has no time, and says why."""
    command = [sys.executable, "-c", "import sys; print('no such theme'); sys.exit(3)"]

    with pytest.raises(RunFailedError, match=r"(?s)ended with 3.*no such theme"):
        time_command(command, tmp_path, tmp_path / "log.txt")


def test_a_run_that_is_killed_says_by_what(tmp_path: Path) -> None:
    """A program that goes without a word leaves at least that."""
    command = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]

    with pytest.raises(RunFailedError, match="was ended by SIGKILL, without a word"):
        time_command(command, tmp_path, tmp_path / "log.txt")
