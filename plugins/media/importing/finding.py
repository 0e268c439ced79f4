"""What lies in the folder to import: photos, clips, recordings, and what is none of these."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.importing.kinds import RAW_SUFFIXES
from plugins.media.importing.looking import Clock, look_at_file
from plugins.media.importing.plan import Found
from plugins.media.parallel import work_through
from plugins.media.signs import PHOTO_SUFFIXES, PLAYED_SUFFIXES

_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
"""What computers leave behind in a folder of photos; so is everything that starts with a dot."""


@dataclass(slots=True)
class Findings:
    """What a folder holds; all paths are relative to it.

    ``usable`` are photos, clips and recordings; ``refused`` are those that cannot be used, with
    the reason; ``raw`` are a camera's raw files; ``foreign`` are other files; ``links`` lead to
    another folder and are not followed; ``closed`` are folders that may not be opened.
    """

    usable: list[Found] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def read_findings(root: Path, settings: MediaSettings, run: Run) -> Findings:
    """Look at every file below ``root``, folders inside it too. Never stops at a bad one."""
    found = Findings()
    paths = sorted(_paths(root, found))
    clock = Clock(run.zone, run.now)

    def look(path: str, stop: Event) -> Found | Problem | None:
        return None if stop.is_set() else look_at_file(root, path, settings, clock)

    with run.progress("Looking", len(paths)) as advance:

        def done(path: str, one: Found | Problem | None) -> None:
            _put(found, path, one)
            advance(1)

        work_through(paths, look, settings.threads, done)
    found.usable.sort(key=lambda one: one.path)
    found.refused.sort()
    found.foreign.sort()
    return found


def _put(found: Findings, path: str, one: Found | Problem | None) -> None:
    if isinstance(one, Found):
        found.usable.append(one)
    elif isinstance(one, Problem) and one.rule in ("photo-outside", "recording-outside"):
        found.links.append(path)
    elif isinstance(one, Problem):
        # A text or a program is no photo and was never to be one, unless its name says so.
        promised = Path(path).suffix.lower() in PHOTO_SUFFIXES | PLAYED_SUFFIXES
        if promised or one.rule not in ("photo-format", "photo-empty"):
            found.refused.append(one)
        else:
            found.foreign.append(path)


def _paths(root: Path, found: Findings) -> Iterator[str]:
    def closed(error: OSError) -> None:
        path = os.path.relpath(error.filename or root, root)
        found.closed.append(path)

    for here, folders, names in os.walk(root, onerror=closed):
        for name in sorted(folders):
            if _is_litter(name):
                folders.remove(name)
            elif Path(here, name).is_symlink():
                folders.remove(name)
                found.links.append(Path(here, name).relative_to(root).as_posix())
        for name in names:
            file = Path(here, name)
            path = file.relative_to(root).as_posix()
            if file.suffix.lower() in RAW_SUFFIXES:
                found.raw.append(path)
            elif not _is_litter(name):
                yield path


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~")) or name.lower() in _LITTER
