"""Copies that are whole or not there: under another name first, proved, then renamed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from plugins.common.files import lasting_file

_CHUNK = 1 << 20


class SourceError(Exception):
    """A file to copy can no longer be read as it was looked at."""


def copy_photo(source: Path, digest: str, target: Path) -> None:
    """Copy the bytes of ``source`` to ``target``, and keep them only if they have this ``digest``.

    Raises :class:`SourceError` where the source cannot be read or has changed, and
    :class:`OSError` where the target cannot be written. ``source`` is only read.
    """
    with lasting_file(target) as stream:
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


def _chunks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise SourceError(source) from error
