"""What the preview hears: the register of releases, wherever it comes from."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commands.preview.watching import Bell, watch_register

PATIENCE = 5.0
CALM = 0.4
"""Seconds after which a watcher is taken to be listening, or to have heard nothing."""


def rings(file: Path, *acts: Callable[[], object]) -> list[bool]:
    """Whether the bell rang after each of ``acts``."""

    async def listen() -> list[bool]:
        bell, heard = Bell(), []
        watcher = asyncio.create_task(watch_register(file, bell))
        for act in acts:
            await asyncio.sleep(CALM)
            act()
            try:
                await asyncio.wait_for(bell.wait(), PATIENCE if act.__name__ != "other" else CALM)
                heard.append(True)
            except TimeoutError:
                heard.append(False)
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)
        return heard

    with ThreadPoolExecutor(1) as other_thread:  # a browser's tests keep a loop running in this one
        return other_thread.submit(asyncio.run, listen()).result()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Where it lies, or will."""
    return tmp_path / "private" / "consent.csv"


def test_a_register_written_again_rings(register: Path) -> None:
    """In its place, and by renaming, as spreadsheets save."""

    def rename() -> None:
        (register.parent / "new").write_text("c")
        (register.parent / "new").replace(register)

    register.parent.mkdir()
    register.write_text("a")
    assert rings(register, lambda: register.write_text("b"), rename, register.unlink) == [True] * 3


def test_a_register_whose_folder_comes_later_rings(register: Path) -> None:
    """And goes, and comes again."""

    def bring() -> None:
        register.parent.mkdir()
        register.write_text("a")

    def take() -> None:
        shutil.rmtree(register.parent)

    assert rings(register, bring, lambda: register.write_text("b"), take, bring) == [True] * 4


def test_what_lies_beside_it_does_not_ring(register: Path) -> None:
    """Nothing is built anew for it."""

    def other() -> None:
        (register.parent / "notes.txt").write_text("a")

    register.parent.mkdir()
    register.write_text("a")
    assert rings(register, other, lambda: register.write_text("b")) == [False, True]
