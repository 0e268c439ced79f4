"""The photos that the content folder has, looked at once and remembered in the work folder.

A photo whose size and time of change are as before is not read again. The memory may be deleted at
any time; what is damaged in it does not count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.importing.likeness import FLAT
from plugins.media.importing.looking import draw_fingerprint
from plugins.media.parallel import work_through
from plugins.media.signs import PHOTO_SUFFIXES, PLAYED_SUFFIXES
from plugins.media.sources import read_source
from plugins.media.store import write_whole

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A usable photo of the content folder (``path`` is relative to it), upright size in pixels.

    ``stamp``: bytes and time of change in nanoseconds. ``fingerprint`` is None while nobody asked.
    """

    path: str
    stamp: tuple[int, int]
    digest: str
    width: int
    height: int
    fingerprint: str | None = None


@dataclass(slots=True)
class KnownPhotos:
    """What is known of the photos under ``root``; ``threads`` of them are read at a time."""

    root: Path
    run: Run
    max_megapixels: float
    threads: int

    def read(self, folder: str = "", *, fingerprints: bool) -> list[Known | Problem]:
        """Every photo below ``root/folder``, by path; a problem for each that cannot be used.

        Raises :class:`OSError` only where the memory cannot be written.
        """
        paths = sorted(_paths(self.root, folder, PHOTO_SUFFIXES))
        memory = self._load()
        found: dict[str, Known | Problem] = {}
        for path in paths:
            known = memory.get(path)
            if known and known.stamp == _stamp(self.root / path):
                found[path] = known
        missing = [path for path in paths if path not in found]
        if fingerprints:
            missing += [
                path
                for path, one in found.items()
                if isinstance(one, Known) and one.fingerprint is None
            ]
        if missing:

            def look(path: str, stop: Event) -> Known | Problem | None:
                return None if stop.is_set() else self._look(path, found.get(path), fingerprints)

            with self.run.progress("Looking at photos there", len(missing)) as advance:

                def done(path: str, one: Known | Problem | None) -> None:
                    if one is not None:
                        found[path] = one
                    advance(1)

                try:
                    work_through(missing, look, self.threads, done)
                finally:
                    known_now = [one for one in found.values() if isinstance(one, Known)]
                    self._save(memory | {one.path: one for one in known_now})
        return [found[path] for path in paths if path in found]

    def _look(
        self, path: str, before: Known | Problem | None, fingerprints: bool
    ) -> Known | Problem:
        stamp = _stamp(self.root / path)
        source = read_source(self.root, path, self.max_megapixels)
        if isinstance(source, Problem):
            return source
        known = Known(path, stamp, source.digest, *source.size)
        if isinstance(before, Known) and before.digest == known.digest:
            known = replace(known, fingerprint=before.fingerprint)
        if not fingerprints or known.fingerprint is not None:
            return known
        try:
            return replace(known, fingerprint=draw_fingerprint(source))
        except Exception:  # noqa: BLE001 - damaged pixels; the build says so where it is shown
            return replace(known, fingerprint=FLAT)

    @property
    def _file(self) -> Path:
        return self.run.work / "photos" / "known.json"

    def _load(self) -> dict[str, Known]:
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            kept = json.loads(self._file.read_text("utf-8"))
            if (kept["version"], kept["root"]) == (_VERSION, str(self.root)):
                return {one["path"]: _checked(one) for one in kept["photos"]}
        return {}

    def _save(self, known: dict[str, Known]) -> None:
        photos = [asdict(known[path]) for path in sorted(known) if (self.root / path).exists()]
        kept = {"version": _VERSION, "root": str(self.root), "photos": photos}
        data = json.dumps(kept, ensure_ascii=True).encode("ascii")
        write_whole(self._file, data)


def played_paths(root: Path, folder: str = "") -> list[str]:
    """The files below ``root/folder`` whose names promise film or sound, in order."""
    return sorted(_paths(root, folder, PLAYED_SUFFIXES))


def _checked(one: dict[str, Any]) -> Known:
    """One remembered photo; :class:`TypeError` or :class:`ValueError` for anything else."""
    size, changed = one["stamp"]
    known = Known(**{**one, "stamp": (int(size), int(changed))})
    int(known.digest, 16)
    int(known.fingerprint or "0", 16)
    return replace(known, width=int(known.width), height=int(known.height))


def _paths(root: Path, folder: str, suffixes: Collection[str]) -> Iterator[str]:
    """The files below ``root/folder`` with these endings; links to folders lead nowhere."""
    for here, folders, names in os.walk(root / folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(here, name)
            if file.suffix.lower() in suffixes and not name.startswith((".", "~")):
                yield file.relative_to(root).as_posix()


def _stamp(file: Path) -> tuple[int, int]:
    """Bytes and time of change; nothing equals that of a file that is not there."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return -1, -1
    return found.st_size, found.st_mtime_ns
