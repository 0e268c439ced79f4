"""What holds for every test."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import blinker
import pytest
from hypothesis import settings
from pelican import signals

from commands.developing import FUZZ_PROFILE
from tests.chromium import browser

__all__ = ["browser"]

# How long an example takes says how busy the machine is, and nothing about what is promised. The
# inputs are the same each time, so that what was green stays so; `tasks.py fuzz` looks for others.
settings.register_profile("hallway", deadline=None, derandomize=True)
settings.register_profile(FUZZ_PROFILE, deadline=None, print_blob=False)
settings.load_profile("hallway")

# Begun in the background by a shell, they and all that they start would be deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)


_SERVERS = (
    "tests.mailing.sink",
    "tests.mailing.bounces.imap_server",
    "tests.mailing.signup.service",
    "tests.mailing.transport.test_tokens",
)
"""Modules with servers for tests to talk to."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for a server of its own is slow, whichever room it is in."""
    talking: dict[object, bool] = {}
    for item in items:
        module = getattr(item, "module", None)
        if module not in talking:
            known = {getattr(one, "__module__", "") for one in vars(module).values()}
            talking[module] = not known.isdisjoint(_SERVERS)
        if talking[module]:
            item.add_marker(pytest.mark.slow)
        parameters = getattr(item, "callspec", None)
        databases = parameters.params.get("databases", "") if parameters else ""
        if "postgresql" in (databases, *getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def signals_forget() -> Iterator[None]:
    """A build connects its plugins to Pelican's signals, which live as long as the process.

    The next test may build with fewer plugins and must not meet those of the last one.
    """
    yield
    for one in vars(signals).values():
        if isinstance(one, blinker.Signal):
            one._clear_state()
