"""All photos of a gallery in one file to download: the same photos give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.common.output import Output

WORDS = "photos.txt"
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file knows; the time of the build would make every build differ."""
_UNIX, _READABLE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True)
class ArchivedPhoto:
    """A photo of an archive: its file below the output folder, and what is said about it."""

    path: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """A file to download, at ``path`` below the output folder; photos are named ``stem-01``.

    ``source`` is the text of the gallery.
    """

    path: str
    stem: str
    title: str
    photos: Sequence[ArchivedPhoto]
    source: str = ""

    def named(self) -> list[tuple[str, ArchivedPhoto]]:
        """The photos by the names they have in the archive; never by a camera's."""
        digits = max(2, len(str(len(self.photos))))
        return [
            (f"{self.stem}-{number:0{digits}d}{Path(photo.path).suffix}", photo)
            for number, photo in enumerate(self.photos, 1)
        ]


def build_words(archive: Archive) -> str:
    """What the photos show, for those who do not see them and for those who use them."""
    blocks = [archive.title]
    for name, photo in archive.named():
        credit = f"Photo: {photo.credit}" if photo.credit else ""
        blocks.append("\n".join(filter(None, (name, photo.alt, photo.caption, credit))))
    return "\n\n".join(blocks) + "\n"


def write_archives(archives: Iterable[Archive], output: Output) -> int:
    """Write each archive from the finished photos of the site; returns how many those are.

    A photo that is not there is left out: why, a problem says already. Raises :class:`OSError`
    when the disk is full or may not be written.
    """
    count = 0
    for archive in archives:
        target = output.place(archive.path, "archive", source=archive.source, text=archive.source)
        if target is None:
            continue
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
            pack.writestr(_entry(WORDS), build_words(archive).encode())
            for name, photo in archive.named():
                file = output.root / photo.path
                if file.is_file():
                    pack.writestr(_entry(name), file.read_bytes())
        count += 1
    return count


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry
