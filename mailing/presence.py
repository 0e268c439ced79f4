"""Which senders are alive: each holds a lock that the system lets go of when it dies."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_FOLDER = "senders"
_ELSEWHERE = 3600.0
"""Seconds after which a sender on another computer is taken for dead; no message takes as long."""


@contextmanager
def present(private: Path) -> Iterator[str]:
    """Be a sender for the block; gives its name."""
    name = f"{platform.node()[:64]}:{secrets.token_hex(8)}"
    lock = _lock(private, name)
    with lock:
        yield name
    Path(lock.lock_file).unlink(missing_ok=True)


def is_gone(private: Path, name: str, claimed_at: float, now: float) -> bool:
    """True where the sender ``name``, which claimed at ``claimed_at``, can settle nothing more."""
    if name.rpartition(":")[0] != platform.node()[:64]:
        return now - claimed_at > _ELSEWHERE
    lock = _lock(private, name)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)
    return True


def is_anybody_there(private: Path) -> bool:
    """True where a sender is alive on this computer."""
    for file in (private / _FOLDER).glob("*.lock"):
        lock = FileLock(file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
    return False


def _lock(private: Path, name: str) -> FileLock:
    folder = private / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return FileLock(folder / f"{name.rpartition(':')[2]}.lock")
