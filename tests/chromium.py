"""Chromium, once for all tests of a process: Playwright cannot be started twice in one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def needed(name: str, *programs: str) -> str:
    """The path of a program; without it the test is skipped, and fails where CI runs it."""
    for program in programs:
        found = shutil.which(program)
        if found:
            return found
    return _missing(f"{name} is not installed ({' or '.join(programs)})")


def needed_file(name: str, path: Path) -> str:
    """A file that has to be there, under the same rule."""
    return str(path) if path.is_file() else _missing(f"{name} is not installed ({path.name})")


def _missing(message: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of this process."""
    program = needed("Chromium", "chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
