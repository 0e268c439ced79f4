"""Files of the mailing that last, for their owner alone: the secret, tokens, letters as files.

Written under another name beside the file, flushed, safely on the disk, and then put in its place
in one step, which is on the disk as well: there is the old file or the new one, whatever fails. A
link in its place is replaced, and nothing is written through it.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_NOT_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF)
"""What file systems answer that have no folder to be synced (shares, some sticks)."""

_LEFT_OVER = f".{'[0-9a-f]' * 16}.part"
_OLD = 3600.0
"""Seconds after which nobody is still writing."""


def write_private(path: Path, data: bytes) -> None:
    """Have ``path`` hold ``data``. Raises :class:`OSError`; then it is as it was."""
    _written(path, data, lambda part: part.replace(path))


def create_private(path: Path, data: bytes) -> None:
    """Make the new file ``path``; of several at once one makes it.

    Raises :class:`FileExistsError` where it is there, and :class:`OSError`.
    """

    def place(part: Path) -> None:
        try:
            path.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            part.rename(path)

    _written(path, data, place)


def _written(path: Path, data: bytes, place: Callable[[Path], object]) -> None:
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(part, flags, 0o600)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _sweep_old(path.parent, part.stat().st_mtime)
        place(part)
        _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink()


def _sweep_old(folder: Path, now: float) -> None:
    """Remove what killed programs left half written: it may hold a token of long ago."""
    for part in folder.glob(_LEFT_OVER):
        with suppress(OSError):
            if part.stat().st_mtime < now - _OLD:
                part.unlink()


def _sync_folder(folder: Path) -> None:
    """Have the names in it on the disk. Windows opens no folder: it sees to that itself."""
    if os.name == "nt":
        return
    try:
        number = os.open(folder, os.O_RDONLY)
    except PermissionError:  # it may be written and not be listed
        return
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
    finally:
        os.close(number)
