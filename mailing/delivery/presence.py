"""Which senders are alive: each holds a lock that the system lets go of when it dies.

A name says where its lock is: the computer, and the private folder, since several may share a
database, and containers on two computers the name of a host.
"""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from mailing.files import create_private

_FOLDER = "senders"
_ELSEWHERE = 3600.0
"""Seconds after which a sender elsewhere is taken for dead; no message takes as long."""


@contextmanager
def present(private: Path) -> Iterator[str]:
    """Be a sender for the block; gives its name."""
    name = f"{_place(private)}:{secrets.token_hex(8)}"
    lock = _lock(private, name)
    with lock:
        yield name
    Path(lock.lock_file).unlink(missing_ok=True)


def is_gone(private: Path, name: str, claimed_at: float, now: float) -> bool:
    """True where the sender ``name``, which claimed at ``claimed_at``, can settle nothing more."""
    if name.rpartition(":")[0] != _place(private):
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


def _place(private: Path) -> str:
    file = _folder(private) / "place"
    if not file.exists():
        with suppress(FileExistsError):  # two at once agree on one
            create_private(file, secrets.token_hex(8).encode())
    return f"{platform.node()[:64]}/{file.read_text('ascii')}"


def _lock(private: Path, name: str) -> FileLock:
    return FileLock(_folder(private) / f"{name.rpartition(':')[2]}.lock")


def _folder(private: Path) -> Path:
    folder = private / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
