"""Stopped at any moment, the site is the old release or the new one, byte for byte."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.stopping import LANDED
from tests.builders import POST, Checkout, checkout, small_school, tree

pytestmark = [
    pytest.mark.slow,
    pytest.mark.site,
    pytest.mark.skipif(sys.platform == "win32", reason="sends signals of POSIX"),
]

WAITING = """
import pathlib, time
from pelican import signals

def wait(_):
    pathlib.Path("reached").touch()
    try:
        time.sleep(60)
    except BaseException:
        if {swallow}:
            return
        raise

def register():
    signals.{signal}.connect(wait)
"""


@pytest.fixture
def old_release(tmp_path: Path) -> tuple[Checkout, dict[str, bytes]]:
    """A checkout with a built site, and then a changed text."""
    hallway = checkout(tmp_path)
    done = hallway.run("build")
    assert done.returncode == 0, done.stderr
    before = tree(hallway.root / "output")
    small_school(hallway.root, {"posts/2026-11-17-rockets.md": POST.replace("Robots", "Rockets")})
    return hallway, before


def send(process: subprocess.Popen[str], number: int) -> None:
    """As a terminal does: to the whole group."""
    os.killpg(process.pid, number)


def wait_for(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize(
    ("moment", "swallow"),
    [("initialized", False), ("all_generators_finalized", False), ("finalized", True)],
    ids=["at the start", "in the middle", "at the end, swallowed by a plugin"],
)
def test_a_stopped_build_leaves_the_old_site(
    old_release: tuple[Checkout, dict[str, bytes]],
    number: int,
    code: int,
    moment: str,
    swallow: bool,
) -> None:
    """Ctrl-C exits 130 (a kill 143), at once, with a sentence, and nothing half-made is left."""
    hallway, before = old_release
    hallway.add_plugin("waiting", WAITING.format(signal=moment, swallow=swallow))

    with hallway.start("build") as process:
        wait_for(hallway.root / "reached")
        send(process, number)
        _, errors = process.communicate(timeout=20)

    assert process.returncode == code
    assert errors == "Stopped. The site is as it was before.\n"
    assert tree(hallway.root / "output") == before
    assert list(hallway.root.glob(".output.staging-*")) == []


def test_ctrl_c_at_any_moment_gives_one_site_or_the_other(
    old_release: tuple[Checkout, dict[str, bytes]], tmp_path: Path
) -> None:
    """From the first line of Python to the last, whatever is being done."""
    hallway, before = old_release
    after, seconds = whole_build(hallway, tmp_path)
    endings = set()
    served = before
    for moment in moments(seconds):
        with hallway.start("build") as process:
            time.sleep(moment)
            send(process, signal.SIGINT)
            _, errors = process.communicate(timeout=20)
        endings.add(process.returncode)
        assert process.returncode in (0, 130), f"after {moment:.2f} s: {errors}"
        assert "Traceback" not in errors, errors
        landed = process.returncode == 0 or LANDED in errors
        served = after if landed else served
        assert tree(hallway.root / "output") == served, f"after {moment:.2f} s: {errors}"
    assert 130 in endings


def test_killed_at_any_moment_there_is_one_site_or_the_other(
    old_release: tuple[Checkout, dict[str, bytes]], tmp_path: Path
) -> None:
    """A kill that nothing can catch; the next build then sweeps up and succeeds."""
    hallway, before = old_release
    after, seconds = whole_build(hallway, tmp_path)
    for moment in moments(seconds):
        with hallway.start("build") as process:
            time.sleep(moment)
            send(process, signal.SIGKILL)
            process.communicate(timeout=20)
        assert tree(hallway.root / "output") in (before, after), f"after {moment:.2f} s"

    assert hallway.run("build").returncode == 0

    assert tree(hallway.root / "output") == after
    assert list(hallway.root.glob(".output.staging-*")) == []


def whole_build(hallway: Checkout, place: Path) -> tuple[dict[str, bytes], float]:
    """The new release, built elsewhere, and the seconds that it took."""
    started = time.monotonic()
    assert hallway.run("build", "--output", str(place / "after")).returncode == 0
    return tree(place / "after"), time.monotonic() - started


def moments(seconds: float, count: int = 8) -> list[float]:
    """Moments spread over a build, each somewhere within its part; the last ones near its end.

    Python itself needs its first tenth of a second, in which no code of ours runs.
    """
    dice = random.Random(2026)
    first, last = 0.15, seconds * 1.05
    step = (last - first) / count
    return [first + step * (number + dice.random()) for number in range(count)]
