"""Where renditions are kept between builds, and how they get into the site.

A rendition counts only when it is whole: written under another name first and then renamed, and
looked at once more before it is used, since a disk can lose what a program wrote.

When a photo's renditions were last used, an empty file beside the folder says by its time
(``renditions-used/``): builds that run at once touch it without waiting for each other, and the
renditions, which are the published files as well, keep their own times.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Protocol

from plugins.media.pruning import Kept

_HEAD = 12
_OF_A_PHOTO = re.compile(r"(?P<stem>[0-9a-f]{16})-[0-9a-z-]+\.(?:webp|avif|jpg)")
_LEFT_OVER = timedelta(days=1)
"""No program writes one file for longer."""


class Published(Protocol):
    """Whatever the site gets under a name of its own; ``path`` is relative to the output folder."""

    @property
    def path(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RenditionStore:
    """A folder of renditions, each under the name that its content and recipe give it.

    ``now`` is the moment to note for what is used; without it nothing is noted.
    """

    folder: Path
    now: datetime | None = None
    _noted: set[str] = field(default_factory=set, compare=False)

    def file(self, rendition: Published) -> Path:
        """Where ``rendition`` is kept, whether it is there or not."""
        return self.folder / PurePosixPath(rendition.path).name

    def holds(self, rendition: Published) -> bool:
        """True when ``rendition`` is there and whole; from now on it is in use."""
        self._note_use(rendition)  # first, so that no other build tidies it away meanwhile
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

    def read_kept(self) -> list[Kept]:
        """What is kept of photos, by name; nothing else that lies in the folder."""
        found = []
        for entry in _entries(self.folder):
            named = _OF_A_PHOTO.fullmatch(entry.name)
            if named:
                used = _time_of(self._used / named["stem"]) or _time_of(Path(entry))
                found += [Kept(entry.name, used)] if used else []
        return sorted(found, key=lambda one: one.name)

    def drop(self, idle: Iterable[Kept]) -> int:
        """Remove what a plan names, unless another build has begun to use it; how many went."""
        gone = 0
        for one in idle:
            used = self._used / one.name.partition("-")[0]
            if (_time_of(used) or one.last_used) <= one.last_used:
                with suppress(OSError):
                    (self.folder / one.name).unlink()
                    gone += 1
        return gone

    def sweep(self, now: datetime, keep_days: int) -> None:
        """Remove half-written files of programs that were killed, and notes about what is gone."""
        for entry in _entries(self.folder):
            written = _time_of(Path(entry)) if entry.name.startswith(".") else None
            if written and now - written > _LEFT_OVER:
                _remove(Path(entry))
        stems = {entry.name.partition("-")[0] for entry in _entries(self.folder)}
        for entry in _entries(self._used):
            used = _time_of(Path(entry))
            if entry.name not in stems and used and now - used > timedelta(days=keep_days):
                _remove(Path(entry))

    @property
    def _used(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-used")

    def _note_use(self, rendition: Published) -> None:
        stem = self.file(rendition).name.partition("-")[0]
        if self.now is None or stem in self._noted:
            return
        self._noted.add(stem)
        note, moment = self._used / stem, self.now.timestamp()
        with suppress(OSError):  # a cache that cannot be written is not tidied either
            note.parent.mkdir(parents=True, exist_ok=True)
            note.touch()
            os.utime(note, (moment, moment))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _time_of(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


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
