"""The one door into the site: whatever is written there is proved to lie there, and granted.

A path may come from front matter, from a file's name or from a plugin. :func:`site_path` says which
can be a file of a site on any computer; :class:`Output` looks at what lies on the disk as well, so
that no link leads a writer out of the folder, and names the file in the run's grants. A file that
came by another way is not granted, and the build says so by its name before it lands.
"""

from __future__ import annotations

import os
import stat
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from plugins.common.grants import Kind
from plugins.common.run import Run, run_of

SITE_MARK = "hallway.txt"
"""A file in every built site, by which a folder is known to be one; nobody else writes there."""
_LONGEST = 255
"""Bytes that a name may have on the usual file systems."""


def site_path(written: str) -> str | None:
    """``written`` as the path of a file inside the site, or None where it cannot be one.

    That is a relative path with ``/`` between its names, each of which every computer takes for a
    name: no ``..``, no drive, no backslash, no control character, nothing longer than a disk takes.
    ``a//b`` and ``./a/b`` are ``a/b``.
    """
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts or not path.parts or written.endswith("/"):
        return None
    if "\\" in written or PureWindowsPath(written).drive:
        return None
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in written):
        return None
    try:
        longest = max(len(part.encode()) for part in path.parts)
    except UnicodeEncodeError:  # half a character, as a disk with another encoding gives it
        return None
    return path.as_posix() if longest <= _LONGEST else None


@dataclass(slots=True)
class Output:
    """The folder that one build writes its site into; ``run`` takes its grants and problems."""

    root: Path
    run: Run
    _real: str = field(init=False)

    def __post_init__(self) -> None:
        self._real = os.path.realpath(self.root)

    def write(
        self,
        path: str,
        data: bytes | str,
        kind: Kind,
        *,
        source: str = "",
        text: str = "",
        line: int = 0,
    ) -> bool:
        """Write one file of the site and grant it; text as UTF-8.

        ``path`` is relative to the site; the others as in :class:`~plugins.common.grants.Grant`.
        False, and a problem, for a place outside the site. Raises :class:`OSError` when the disk is
        full or may not be written.
        """
        target = self.place(path, kind, source=source, text=text, line=line)
        if target is None:
            return False
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
        return True

    def place(
        self, path: str, kind: Kind, *, source: str = "", text: str = "", line: int = 0
    ) -> Path | None:
        """Grant one file for a writer of its own (an encoder, a ZIP), and give where to write it.

        Its folder is there then. Arguments, None and errors as in :meth:`write`.
        """
        clean = site_path(path)
        taken = clean is not None and clean.partition("/")[0].casefold() == SITE_MARK
        if clean is None or taken or not self._make_room(clean):
            self._refuse(path, source=source, text=text, line=line)
            return None
        self.run.grants.add(clean, kind, source=source, text=text, line=line)
        return self.root / clean

    def _make_room(self, clean: str) -> bool:
        """True when a file can be written at ``clean`` without leaving the folder."""
        target = self.root / clean
        folder = os.path.normpath(os.path.join(self._real, os.path.dirname(clean)))  # noqa: PTH118, PTH120 - called for every file
        if os.path.realpath(target.parent) != folder:
            return False  # a link lies on the way
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            there = target.lstat()
        except FileNotFoundError:
            return True
        except (FileExistsError, NotADirectoryError):
            return False  # a file stands where the folder should
        if not stat.S_ISREG(there.st_mode):
            return False
        if there.st_nlink > 1:
            target.unlink()  # the same file lies elsewhere too, and is not to be written over
        return True

    def _refuse(self, path: str, *, source: str, text: str, line: int) -> None:
        self.run.problems.add(
            text or source or path,
            line,
            "place-unusable",
            path,
            "This file cannot be written: the place is outside the site's folder, is taken by a "
            "folder, a link or Hallway itself, or is no name for a file.",
            "Choose another address: names with / between them, like 2019/robots/index.html.",
        )


def output_of(settings: MutableMapping[str, Any]) -> Output:
    """The site of the build that has these settings of Pelican's."""
    return Output(Path(settings["OUTPUT_PATH"]), run_of(settings))
