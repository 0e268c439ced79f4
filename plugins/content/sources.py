"""The files of a content folder: what is there, what may be used, what a name may have meant."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from plugins.common.grants import in_private_folder
from plugins.common.near import nearest
from plugins.common.problems import ProblemLog
from plugins.common.texts import TEXTS

IGNORED = (".*", "*~", "#*#", "Thumbs.db", "desktop.ini", "__pycache__", "*.tmp", "~$*")
"""Names that editors and systems leave behind."""
PHOTOS = (
    *(".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".tif"),
    *(".tiff", ".svg", ".bmp"),
    *(".mp4", ".m4v", ".mov", ".qt", ".3gp", ".webm", ".mkv", ".avi", ".wmv", ".mpg", ".mpeg"),
    *(".mts", ".m2ts", ".flv", ".ogv"),
    *(".mp3", ".m4a", ".m4b", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac", ".wma", ".aif"),
    ".aiff",
)
"""What is only published as a clean copy: a link to it never leads to the file itself."""


@dataclass(slots=True)
class ContentFolder:
    """Every usable file below ``root``, by its path relative to it, written with ``/``."""

    root: Path
    files: frozenset[str] = frozenset()
    _by_folded: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_folded = {path.casefold(): path for path in sorted(self.files)}

    def __contains__(self, path: str | None) -> bool:
        return path in self.files

    def suggest(self, path: str) -> str | None:
        """The file that a wrong path may have meant: other case, other folder, near name."""
        if path.casefold() in self._by_folded:
            return self._by_folded[path.casefold()]
        name = PurePosixPath(path).name.casefold()
        same_name = [one for one in self.files if PurePosixPath(one).name.casefold() == name]
        if same_name:
            return min(same_name)
        folder = PurePosixPath(path).parent
        beside = [one for one in self.files if PurePosixPath(one).parent == folder]
        siblings = {PurePosixPath(one).name: one for one in beside}
        found = nearest(PurePosixPath(path).name, siblings)
        return siblings[found] if found else None


def read_folder(root: Path, problems: ProblemLog) -> ContentFolder:
    """Walk a content folder. Links that lead out of it, and broken ones, are problems."""
    inside = Path(os.path.realpath(root))
    found: set[str] = set()
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder)
        for name in sorted(folders):
            if _is_ignored(name):
                folders.remove(name)
            elif (here / name).is_symlink():
                folders.remove(name)
                _report_link(here / name, root, problems)
        for name in sorted(names):
            if _is_ignored(name):
                continue
            path = here / name
            if path.is_symlink():
                target = Path(os.path.realpath(path))
                if not target.is_file() or inside not in target.parents:
                    _report_link(path, root, problems)
                    continue
            if path.is_file() and not _is_kept(path, root):
                found.add(path.relative_to(root).as_posix())
    _report_twins(found, problems)
    return ContentFolder(root, frozenset(found))


def _is_kept(path: Path, root: Path) -> bool:
    """True for a text, photo, film or sound in a folder ``private``: it is in no site.

    Of other files there the plugin ``handouts`` says so, to whoever links to one.
    """
    if path.suffix.lower() not in (*TEXTS, *PHOTOS):
        return False
    places = [path.relative_to(root)]
    if path.is_symlink():
        places.append(Path(os.path.realpath(path)).relative_to(os.path.realpath(root)))
    return any(in_private_folder(place.as_posix()) for place in places)


def _is_ignored(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in IGNORED)


def _report_link(path: Path, root: Path, problems: ProblemLog) -> None:
    problems.add(
        path.relative_to(root).as_posix(),
        0,
        "link-leaves-content",
        path.readlink(),
        "This is a link to a file or folder that is not part of the content.",
        "Copy what it points to into the content folder, and delete the link.",
    )


def _report_twins(found: set[str], problems: ProblemLog) -> None:
    by_folded: dict[str, str] = {}
    for path in sorted(found):
        other = by_folded.setdefault(path.casefold(), path)
        if other != path:
            problems.add(
                path,
                0,
                "names-differ-in-case",
                path,
                f"This name and {other} differ in capitals only.",
                "Rename one: Windows and Mac computers can keep only one of the two.",
            )
