"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import blinker
import pytest
from hypothesis import settings
from pelican import signals

from tests.chromium import browser

__all__ = ["browser"]

# How long an example takes says how busy the machine is, and nothing about what is promised.
settings.register_profile("hallway", deadline=None)
settings.load_profile("hallway")


@pytest.fixture(autouse=True)
def signals_forget() -> Iterator[None]:
    """A build connects its plugins to Pelican's signals, which live as long as the process.

    The next test may build with fewer plugins and must not meet those of the last one.
    """
    yield
    for signal in vars(signals).values():
        if isinstance(signal, blinker.Signal):
            signal._clear_state()
