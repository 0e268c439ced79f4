"""Tests at another moment: which one, and that programs take it for now."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import developing, faketime
from commands.errors import CoachError
from tests.builders import NOW

LOOK = """
import subprocess, sys, time
from datetime import datetime
begun = time.monotonic()
time.sleep(0.2)
assert 0.2 <= time.monotonic() - begun < 20, "a wait lasts as long as it says"
print(datetime.now().isoformat(" ", "seconds"), flush=True)
code = "from datetime import datetime; print(datetime.now().isoformat(' ', 'seconds'))"
subprocess.run([sys.executable, "-c", code], check=True)
"""


@pytest.fixture
def installed() -> Path:
    """The library; skips where there is none, which fails on a server."""
    try:
        return faketime.find_library()
    except CoachError as error:
        pytest.fail(str(error)) if os.environ.get("CI") == "true" else pytest.skip(str(error))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("text", ["2026-12-31 23:59", "2028-02-29 12:00", "2024-03-10 01:59"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu"])
def test_a_program_and_what_it_starts_take_the_moment_for_now(text: str, zone: str) -> None:
    """Before or after the real one, in any zone; and from there the clock goes on."""
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    now = datetime.now(UTC)  # noqa: TID251 - libfaketime moves this computer's clock

    surroundings = faketime.surroundings(moment, now, {**os.environ, "TZ": zone})
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=surroundings, capture_output=True, text=True, check=True
    )

    shown = [datetime.fromisoformat(one) for one in done.stdout.splitlines()]
    assert len(shown) == 2
    assert all(
        timedelta(0) <= one - datetime.fromisoformat(text) < timedelta(minutes=5) for one in shown
    )
    assert shown[0] <= shown[1]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers())
def test_a_chosen_moment_lies_ahead_and_can_be_typed_again(today: date, seed: int) -> None:
    """Within the next years, and in a zone that there is."""
    moment, zone = faketime.pick_moment(today, random.Random(seed))

    assert ZoneInfo(zone)
    assert abs(moment.date().year - today.year) <= faketime.YEARS + 1
    assert moment.minute == 59
    assert datetime.fromisoformat(f"{moment:%Y-%m-%d %H:%M}") == moment


def test_every_kind_of_moment_is_chosen_now_and_then() -> None:
    """The turn of the year, the leap day, the hours in which clocks change."""
    chosen = {
        f"{faketime.pick_moment(NOW.date(), random.Random(one))[0]:%m-%d %H:%M}"
        for one in range(3000)
    }

    assert {"12-31 23:59", "02-29 23:59", "02-28 23:59", "03-14 01:59", "10-31 01:59"} <= chosen
    assert len(chosen) > 200


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.12.2026", "23:59", "99999-01-01"])
def test_what_is_no_moment_is_refused_with_an_example(text: str) -> None:
    """In a sentence that can be followed."""
    with pytest.raises(CoachError, match="2026-12-31 23:59"):
        developing.test("", text, fast=True)


def test_without_the_library_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for another day, tests of today would prove nothing."""
    monkeypatch.setattr(faketime, "_FOLDERS", ("/nowhere/faketime",))
    monkeypatch.setattr(developing, "_pytest", pytest.fail)

    with pytest.raises(CoachError, match="apt install faketime"):
        developing.test("", "2026-12-31 23:59", fast=False)


@pytest.mark.usefixtures("installed")
def test_a_day_that_was_chosen_is_told_so_that_it_can_be_had_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line, as printed, gives the tests the same moment."""
    monkeypatch.setenv("TZ", "UTC")
    given: list[dict[str, str]] = []

    def pytest_(*_: str, surroundings: dict[str, str]) -> int:
        given.append(surroundings)
        return 3

    monkeypatch.setattr(developing, "_pytest", pytest_)
    with pytest.raises(SystemExit) as end:
        developing.test("tests/common", "any", fast=True)
    told = capsys.readouterr().out.strip().partition("The same again: ")[2]
    zone, words = told.removeprefix("TZ=").split(" ", 1)
    monkeypatch.setenv("TZ", zone)
    at = words.partition("--at ")[2].strip('"')
    with pytest.raises(SystemExit):
        developing.test("tests/common", at, fast=True)

    assert end.value.code == 3
    assert words == f'python3 tasks.py test --fast --only tests/common --at "{at}"'
    assert given[0]["TZ"] == given[1]["TZ"] == zone
    assert abs(int(given[0]["FAKETIME"]) - int(given[1]["FAKETIME"])) <= 60


def test_fuzz_goes_on_with_other_seeds_until_something_is_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each round has its own; a find ends it, with what to do about it."""
    codes = iter([0, 0, 1])
    rounds: list[tuple[str, ...]] = []

    def pytest_(*words: str) -> int:
        rounds.append(words)
        return next(codes)

    monkeypatch.setattr(developing, "_pytest", pytest_)
    with pytest.raises(SystemExit) as end:
        developing.fuzz("tests/mailing", 10)

    assert end.value.code == 1
    seeds = {next(one for one in words if "hypothesis-seed" in one) for words in rounds}
    assert len(rounds) == len(seeds) == 3
    assert all("--hypothesis-profile=fuzz" in one and "tests/mailing" in one for one in rounds)
    assert "@example(" in capsys.readouterr().out


def test_fuzz_takes_at_least_one_round() -> None:
    """None would find nothing and say that all is well."""
    with pytest.raises(CoachError, match="--rounds"):
        developing.fuzz("", 0)
