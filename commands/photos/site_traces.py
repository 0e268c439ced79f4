"""Which files of a finished site are made of one person's photos, and which pages show them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import crc32

from plugins.media.playing.studio import FOLDER as PLAYED
from plugins.media.renditions import FOLDER as PHOTOS

_TEXTS = frozenset({".html", ".xml", ".json", ".txt", ".ics", ".js", ".md"})


@dataclass(slots=True)
class SiteTraces:
    """Paths begin with the name of the site's folder.

    ``strays`` are published photos and clips that no file of today's content makes: of one that
    was deleted, or cropped, or replaced since. ``unread``: what could not be looked into, and why.
    """

    files: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def look_through(site: Path, stems: Collection[str], others: Collection[str]) -> SiteTraces:
    """What ``site`` has of the photos whose files begin with ``stems``; ``others`` are not theirs.

    Nothing is changed. A site that is not there is told as one that was not looked into.
    """
    found = SiteTraces()
    if not site.is_dir():
        found.unread.append(f"{site}: there is no such folder")
        return found
    files = list(_files_in(site, found))
    marks: set[tuple[int, int]] = set()
    for file in files:
        stem = stem_in(file)
        if stem in stems:
            found.files.append(_shown(file, site))
            data = _read(file, site, found)
            marks.add((len(data), crc32(data)))
        elif file.parent.name in (PHOTOS, PLAYED) and stem not in others:
            found.strays.append(_shown(file, site))
    for file in files:
        if file.suffix == ".zip" and _holds(file, marks, site, found):
            found.files.append(_shown(file, site))
        elif file.suffix in _TEXTS:
            text = _read(file, site, found).decode("utf-8", "replace")
            if any(stem in text for stem in stems):
                found.pages.append(_shown(file, site))
    return found


def stem_in(file: Path) -> str:
    """How the names of all files begin that are made of the same photo."""
    return file.name.partition("-")[0].partition(".")[0]


def _files_in(site: Path, found: SiteTraces) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        found.unread.append(f"{error.filename}: {error.strerror}")

    for folder, folders, names in os.walk(site, onerror=closed):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(names) if Path(folder, name).is_file())


def _read(file: Path, site: Path, found: SiteTraces) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        found.unread.append(f"{_shown(file, site)}: {error.strerror}")
        return b""


def _holds(
    archive: Path, marks: Collection[tuple[int, int]], site: Path, found: SiteTraces
) -> bool:
    """True where one of the files in it has the size and checksum of ``marks``."""
    try:
        with ZipFile(archive) as pack:
            return any((one.file_size, one.CRC) in marks for one in pack.infolist())
    except (OSError, BadZipFile, NotImplementedError):
        found.unread.append(f"{_shown(archive, site)}: it cannot be opened")
        return False


def _shown(file: Path, site: Path) -> str:
    return file.relative_to(site.parent).as_posix()
