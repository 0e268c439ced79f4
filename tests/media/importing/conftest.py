"""Builders for the import tests: a card of photos, a content folder, an import of one into it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image

from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.importing.bringing import Brought, Importer, ImportOrder

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
FOLDER = "media/robotics-fair"


def draw_view(seed: int, size: tuple[int, int] = (96, 72)) -> Image.Image:
    """A picture of soft light and dark, another for each seed and the same for each size."""
    greys = random.Random(seed).randbytes(3 * 7 * 6)
    return Image.frombytes("RGB", (7, 6), greys).resize(size, Image.Resampling.BICUBIC)


def jpeg_of(
    seed: int,
    taken: str = "",
    offset: str = "",
    size: tuple[int, int] = (96, 72),
    quality: int = 85,
) -> bytes:
    """A JPEG as a camera saves it; ``taken`` as EXIF writes it: ``2026:11:20 09:30:00``."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if offset:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = offset
    stream = BytesIO()
    draw_view(seed, size).save(stream, "JPEG", quality=quality, exif=exif)
    return stream.getvalue()


@dataclass
class Card:
    """A folder to import from, and a school to import into."""

    root: Path
    content: Path
    work: Path
    settings: MediaSettings = field(default_factory=lambda: MediaSettings(workers=1))

    def keep(self, path: str, data: bytes | int) -> Path:
        """Put a file on the card: bytes, or a JPEG of that seed."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(jpeg_of(data, "2026:11:20 09:30:00") if isinstance(data, int) else data)
        return file

    def importer(self, event: str = "robotics-fair", tags: tuple[str, ...] = ()) -> Importer:
        """An import, not yet begun."""
        run = Run(now=NOW, work=self.work, zone=ZoneInfo("America/New_York"))
        order = ImportOrder(self.root, self.content, event, tags)
        return Importer(order, self.settings, run)

    def bring(self, event: str = "robotics-fair", tags: tuple[str, ...] = ()) -> Brought:
        """Import the card."""
        return self.importer(event, tags).bring()

    @property
    def photos(self) -> list[str]:
        """The names in the event's folder, without ``media.yaml``."""
        folder = self.content / FOLDER
        return sorted(one.name for one in folder.iterdir() if one.name != "media.yaml")

    @property
    def sheet(self) -> Path:
        """The event's ``media.yaml``."""
        return self.content / FOLDER / "media.yaml"


@pytest.fixture
def card(tmp_path: Path) -> Iterator[Card]:
    """An empty card; whatever is imported, nothing on it may change."""
    for name in ("card", "content"):
        (tmp_path / name).mkdir()
    made = Card(tmp_path / "card", tmp_path / "content", tmp_path / "work")
    yield made
    for part in made.content.rglob(".*"):
        pytest.fail(f"{part} was left behind")


@pytest.fixture(scope="session")
def jpeg() -> Any:
    """The builder of JPEGs."""
    return jpeg_of


@pytest.fixture(scope="session")
def view() -> Any:
    """The builder of pictures."""
    return draw_view
