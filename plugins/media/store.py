"""Where renditions are kept between builds, and how they get into the site.

A rendition counts only when it is whole: written under another name first and then renamed, and
looked at once more before it is used, since a disk can lose what a program wrote.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

_HEAD = 12


class Published(Protocol):
    """Whatever the site gets under a name of its own; ``path`` is relative to the output folder."""

    @property
    def path(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RenditionStore:
    """A folder of renditions, each under the name that its content and recipe give it."""

    folder: Path

    def file(self, rendition: Published) -> Path:
        """Where ``rendition`` is kept, whether it is there or not."""
        return self.folder / PurePosixPath(rendition.path).name

    def holds(self, rendition: Published) -> bool:
        """True when ``rendition`` is there and whole."""
        return is_whole(self.file(rendition))

    def write(self, rendition: Published, data: bytes) -> None:
        """Keep ``data``. Raises :class:`OSError` when the disk is full or may not be written."""
        write_whole(self.file(rendition), data)

    def publish(self, rendition: Published, output: Path) -> None:
        """Put a kept rendition into the site: the same file twice where the disk can do that."""
        kept, target = self.file(rendition), output / rendition.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if target.samefile(kept):
                return
            target.unlink()
        try:
            target.hardlink_to(kept)
        except OSError:  # another disk, or a file system without links
            shutil.copyfile(kept, target)


def write_whole(file: Path, data: bytes) -> None:
    """Write ``data`` so that ``file`` is never there in part, whenever the program is stopped."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        part.chmod(0o644)  # mkstemp lets nobody else read, and this file goes public
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def is_whole(file: Path) -> bool:
    """True when ``file`` is there and its own header and end agree that nothing is missing."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            length = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, length - 2))
            end = stream.read()
    except OSError:
        return False
    if head.startswith(b"\xff\xd8"):
        return end == b"\xff\xd9"
    if head.startswith(b"RIFF") and head[8:] == b"WEBP":
        return length == int.from_bytes(head[4:8], "little") + 8
    return head[4:8] == b"ftyp"
