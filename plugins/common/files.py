"""Files that last: registers, sidecars, texts of people, what is handed over to the mailing.

They are written in one way: under another name beside the file, flushed, safely on the disk, and
then in its place in one step, which is on the disk as well. Whatever happens, to the program or to
the power, there is the old file or the new one. Pages, renditions and caches are made anew from
these: they are written plainly, and :func:`sync_tree` puts all of a site on the disk at once.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO

_SUFFIX = ".part"
_LEFT_OVER = f"*.{'?' * 16}{_SUFFIX}"
_OLD = 3600.0
"""Seconds after which nobody is still writing."""

_NAME = 40
"""Signs of a file's name that the one beside it has; a name has 255 bytes at most."""

_NOT_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF)
"""What file systems answer that have no folder to be synced (shares, some sticks)."""


@contextmanager
def lasting_file(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A stream whose bytes become ``path`` at the end of the block; on any error nothing changes.

    A link leads to the file that is replaced, and stays. Who owns a file and who may read it stays
    as it was; ``private``: for its owner alone. Folders that lack are made. Raises
    :class:`OSError`, which names ``path``.
    """
    target = Path(os.path.realpath(path))
    with _told_of(path):
        make_folder(target.parent)
        before = _status_of(target)
        part, number = _begun(target, 0o600 if private or before else 0o666)
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
            with _told_of(path):
                if before and not private:
                    _keep(part, before)
                _sync(stream)
                if before:
                    _sweep_old(target, part.stat().st_mtime)
        with _told_of(path):
            part.replace(target)
            sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def write_lasting(path: Path, data: bytes, *, private: bool = False) -> None:
    """Have ``path`` hold ``data``, as :func:`lasting_file` does it."""
    with lasting_file(path, private=private) as stream, _told_of(path):
        stream.write(data)


def create_lasting(path: Path, data: bytes, *, private: bool = False) -> None:
    """Make the new file ``path``: all of it or nothing.

    Raises :class:`FileExistsError` where there is anything of that name, and :class:`OSError`.
    """
    with _told_of(path):
        part, number = _begun(path, 0o600 if private else 0o666)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(data)
                _sync(stream)
            _place_new(part, path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):
                part.unlink()


def remove_lasting(path: Path) -> None:
    """Have no file ``path``, after a failure of the power either. Raises :class:`OSError`."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what lacks above it, and have all of them known on the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed program left half-written in ``folder``; nobody else may write there."""
    for part in folder.glob(f".{_LEFT_OVER}"):
        part.unlink(missing_ok=True)


def _sweep_old(target: Path, now: float) -> None:
    """Remove what a program that was killed left of ``target``: half a register is a register."""
    for part in target.parent.glob(f".{escape(target.name[:_NAME])}{_LEFT_OVER[1:]}"):
        with suppress(OSError):
            if part.stat().st_mtime < now - _OLD:
                part.unlink()


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` on the disk. Windows opens no folder: it sees to that itself."""
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


def sync_tree(folder: Path) -> None:
    """Have everything in ``folder`` on the disk, in one go: for 2,000 pages some 50 ms.

    Raises :class:`OSError` where the disk says that it is not (Linux alone tells).
    """
    if _synced_file_system(folder):
        return
    if hasattr(os, "sync"):
        os.sync()
        return
    for parent, _, names in os.walk(folder):
        for name in names:
            with (Path(parent) / name).open("rb+") as stream:
                os.fsync(stream.fileno())


def _synced_file_system(folder: Path) -> bool:
    """The one that ``folder`` is on, and not that of a slow stick: which Python cannot say."""
    with suppress(AttributeError, TypeError):
        call = ctypes.CDLL(None, use_errno=True).syncfs
        number = os.open(folder, os.O_RDONLY)
        try:
            if call(number) == 0:
                return True
            code = ctypes.get_errno()
        finally:
            os.close(number)
        if code not in (errno.ENOSYS, *_NOT_HERE):
            raise OSError(code, os.strerror(code), str(folder))
    return False


def _begun(target: Path, mode: int) -> tuple[Path, int]:
    part = target.with_name(f".{target.name[:_NAME]}.{secrets.token_hex(8)}{_SUFFIX}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return part, os.open(part, flags, mode)


def _sync(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _status_of(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _keep(part: Path, before: os.stat_result) -> None:
    """Give ``part`` the owner and the rights that the file before it had."""
    now = part.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(PermissionError):  # only an administrator may give files away
            os.chown(part, before.st_uid, before.st_gid)
    part.chmod(stat.S_IMODE(before.st_mode))


def _place_new(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)  # of two at once only one makes it
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        part.rename(path)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Errors name the file that was to be written, and not the one beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error
