"""What may leave: every file of the site is granted, by its kind and by the text that needs it.

A list of what must not leave is never complete. So each writer of a build names every file that it
puts into the staging folder, and before that folder takes the place of the old site it is compared
with what was granted: whatever else lies there stops the publish, by name.

:class:`LinkedFiles` has the files that texts link to. Nothing is published because it is linked:
the plugin ``handouts`` looks at each, grants what is good and reports the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal[
    "page",  # HTML of a text, a list, an old address
    "feed",  # RSS, Atom, calendar
    "rendition",  # a photo, clip or recording as it was made anew
    "archive",  # a ZIP of renditions
    "handout",  # the clean copy of a linked file
    "theme",  # style, script, font, picture of the theme
    "site",  # sitemap, robots, media.json and what else programs read
]


def in_private_folder(path: str) -> bool:
    """True where ``path`` leads through a folder called ``private``, of which nothing may leave."""
    return any(part.strip().casefold() == "private" for part in PurePosixPath(path).parts[:-1])


@dataclass(frozen=True, order=True, slots=True)
class Grant:
    """One file that may leave.

    ``path`` is relative to the site and written with ``/``; ``source`` is the content-relative path
    that it is made from, ``text`` and ``line`` the text that needs it and where; empty and 0 where
    the site as a whole does.
    """

    path: str
    kind: Kind
    source: str = ""
    text: str = ""
    line: int = 0


@dataclass(frozen=True, order=True, slots=True)
class LinkedFile:
    """A file of the content folder that ``text`` links to in ``line``, as it lies on the disk.

    ``path`` is content-relative and written with ``/``; the published copy has the same address.
    """

    path: str
    text: str
    line: int


class Grants:
    """The files of one site that may leave. Safe to add to from several threads."""

    def __init__(self) -> None:
        self._grants: dict[str, Grant] = {}
        self._lock = threading.Lock()

    def add(
        self, path: str, kind: Kind, *, source: str = "", text: str = "", line: int = 0
    ) -> Grant:
        """Grant one file; the first grant of a path stays. Arguments as in :class:`Grant`."""
        with self._lock:
            return self._grants.setdefault(path, Grant(path, kind, source, text, line))

    def __contains__(self, path: str) -> bool:
        return path in self._grants

    def __iter__(self) -> Iterator[Grant]:
        """In the order of their paths."""
        return iter(sorted(self._grants.values()))

    def __len__(self) -> int:
        return len(self._grants)


class LinkedFiles:
    """Every link to a file that is no text and no photo, once each, in the order of the paths."""

    def __init__(self) -> None:
        self._files: set[LinkedFile] = set()

    def add(self, path: str, text: str, line: int) -> None:
        """Note a link. Arguments as in :class:`LinkedFile`."""
        self._files.add(LinkedFile(path, text, line))

    def __iter__(self) -> Iterator[LinkedFile]:
        return iter(sorted(self._files))
