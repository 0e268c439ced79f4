"""Copies that are whole or not there: under another name first, proved, then renamed."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20
_PREFIX, _SUFFIX = ".import-", ".tmp"


class SourceError(Exception):
    """A file to copy can no longer be read as it was looked at."""


def copy_photo(source: Path, digest: str, target: Path) -> None:
    """Copy the bytes of ``source`` to ``target``, and keep them only if they have this ``digest``.

    Raises :class:`SourceError` where the source cannot be read or has changed, and
    :class:`OSError` where the target cannot be written. ``source`` is only read.
    """
    with whole_file(target) as stream:
        seen = hashlib.sha256()
        for chunk in _chunks(source):
            seen.update(chunk)
            stream.write(chunk)
        if seen.hexdigest() != digest:
            raise SourceError(source)


def has_digest(file: Path, digest: str) -> bool:
    """True when the bytes of ``file`` have this SHA-256 (hex); False where it cannot be read."""
    return digest_of(file) == digest


def digest_of(file: Path) -> str:
    """The SHA-256 of the bytes of ``file`` in hex; empty where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def size_of(file: Path) -> int:
    """The bytes of ``file``; -1 where there is none."""
    try:
        return file.stat().st_size
    except OSError:
        return -1


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become ``target`` in one step once all of them are safely on the disk.

    Whatever is raised within leaves ``target`` as it was.
    """
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode_of(target))  # mkstemp lets nobody else read
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def sweep(folder: Path) -> None:
    """Remove what a killed import left half-written in ``folder``."""
    for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        part.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return 0o644


def _chunks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise SourceError(source) from error
