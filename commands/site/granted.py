"""The finished site is compared with what was granted, before it takes the place of the old one."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from plugins.common.run import Run


def take_out_ungranted(staging: Path, run: Run) -> None:
    """Remove what lies in ``staging`` without a grant of ``run``; each is a problem by its name.

    So it is in no preview either. A link is never granted, nor is what is no file.
    """
    same = _folded if _knows_no_capitals(staging) else str
    granted = {same(grant.path) for grant in run.grants}
    for entry, path in _entries(staging, ""):
        is_file = entry.is_file(follow_symlinks=False)
        if is_file and same(path) in granted:
            continue
        what = "It" if is_file else _what(entry)
        Path(entry).unlink()
        run.problems.add(
            path,
            0,
            "file-not-granted",
            path,
            "This file was about to be published, and nothing says that it may be. "
            f"{what} was left out.",
            "If you added a plugin, whoever wrote it finds the way under "
            '"Write a file" in docs/plugin-author.md. If you added none, tell who looks after '
            "Hallway.",
        )


def report_unpublished(run: Run) -> None:
    """Report links to files that no plugin published, and none said why."""
    told = {problem.path for problem in run.problems}
    for file in run.linked:
        if file.path not in run.grants and not told & {file.path, file.text}:
            run.problems.add(
                file.text,
                file.line,
                "file-not-published",
                file.path,
                "This link leads to a file that nothing publishes.",
                'Linked files are published by "plugins.handouts": check that it stands in PLUGINS '
                "of pelicanconf.py. Or take the link out.",
            )


def _entries(folder: Path, path: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """All that is no folder, with its path relative to the site."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        here = f"{path}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry), f"{here}/")
        else:
            yield entry, here


def _what(entry: os.DirEntry[str]) -> str:
    mode = entry.stat(follow_symlinks=False).st_mode
    return "It is a link and" if stat.S_ISLNK(mode) else "It is no ordinary file and"


def _knows_no_capitals(folder: Path) -> bool:
    """True on a disk where two names that differ in capitals are one file."""
    other = folder.with_name(folder.name.swapcase())
    try:
        return other.samefile(folder)
    except OSError:
        return False


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
