"""Requests to stop are heard at once, and never cut the switch in two."""

from __future__ import annotations

import signal
import time

import pytest

from commands.stopping import Stopped, hearing, held, told_to


def test_a_request_stops_what_is_going_on() -> None:
    """Outside the switch it is heard where it comes."""
    with hearing(), pytest.raises(Stopped) as stop:
        signal.raise_signal(signal.SIGINT)

    assert stop.value.code == 130


def test_the_switch_is_finished_first() -> None:
    """What is held goes on to its end, then the request is heard."""
    steps = []

    def switch() -> None:
        with held():
            steps.append("before")
            signal.raise_signal(signal.SIGTERM)
            steps.append("after")

    with hearing(), pytest.raises(Stopped) as stop:
        switch()

    assert steps == ["before", "after"]
    assert stop.value.code == 143


def test_a_request_that_was_swallowed_stops_before_the_switch() -> None:
    """A library that catches too much does not bring a half-wanted site."""
    steps = []

    def build() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except BaseException:  # noqa: BLE001 - as a careless library does
            steps.append("swallowed")
        with held():
            steps.append("switched")

    with hearing(), pytest.raises(Stopped):
        build()

    assert steps == ["swallowed"]


class Careless:
    """Its destructor is where the request comes."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_a_request_that_python_dropped_is_heard_a_moment_later(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """What is raised in a destructor is lost; it comes again, and no traceback is printed."""

    def build() -> None:
        careless = Careless()
        del careless
        time.sleep(10)

    started = time.monotonic()
    with hearing(), pytest.raises(Stopped):
        build()

    assert time.monotonic() - started < 2
    assert capfd.readouterr().err == ""


def test_afterwards_everything_is_as_before() -> None:
    """A caller's own handlers come back."""
    before = signal.getsignal(signal.SIGINT)

    with hearing():
        assert signal.getsignal(signal.SIGINT) is not before

    assert signal.getsignal(signal.SIGINT) is before


def test_afterwards_a_request_is_over() -> None:
    """It stopped what it was meant for, and nothing that begins later."""
    with hearing(), pytest.raises(Stopped):
        signal.raise_signal(signal.SIGINT)

    with held():
        later = "done"

    assert later == "done"


def test_a_server_is_told_and_nothing_is_raised() -> None:
    """The preview server ends in its own time."""
    heard: list[int] = []

    with hearing(), told_to(heard.append):
        signal.raise_signal(signal.SIGINT)

    assert heard == [signal.SIGINT]
