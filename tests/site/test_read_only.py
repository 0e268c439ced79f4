"""A cache that nobody may write to: used for as long as it has everything, and named otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from commands.bootstrap import ROOT
from tests.builders import REVIEWED, tree, write_files

PHOTO = "media/bridge.jpg"
POST = "---\ntitle: A bridge\ndate: 2026-11-16\n---\n\n![A bridge of straws](../media/bridge.jpg)\n"


class Shelf:
    """A school of one photo in ``folder``, whose cache is built and then closed to everybody."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = folder / "content", folder / "output"
        self.cache = folder / "cache"
        write_files(self.content, {"posts/bridge.md": POST, "media/media.yaml": REVIEWED})
        self.take("saddlebrown")
        assert self.build().returncode == 0
        self.close(0o555)

    def take(self, colour: str) -> None:
        """Take the photo (anew)."""
        Image.new("RGB", (900, 600), colour).save(self.content / PHOTO)

    def close(self, mode: int) -> None:
        """Set who may write to the folders of the cache."""
        for folder in (self.cache, *(one for one in self.cache.rglob("*") if one.is_dir())):
            folder.chmod(mode)

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build as somebody for whom the rights of files count."""
        return subprocess.run(
            [
                *_obedient(),
                *(sys.executable, str(ROOT / "tasks.py"), "build"),
                *("--content", str(self.content), "--output", str(self.output)),
                *("--work", str(self.cache)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )


def _obedient() -> list[str]:
    """Root may write wherever it likes, but for this."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root cannot be kept from writing without setpriv")
    rights = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A school with a closed cache, opened again so that it can be tidied away."""
    made = Shelf(tmp_path)
    yield made
    made.close(0o755)


def test_a_closed_cache_that_has_everything_serves(shelf: Shelf) -> None:
    """Nothing is encoded, so nothing has to be written."""
    before = tree(shelf.output)

    said = shelf.build()

    assert said.returncode == 0, said.stderr
    assert tree(shelf.output) == before


def test_a_closed_cache_that_lacks_something_is_named(shelf: Shelf) -> None:
    """The build says which folder and what to do; the site stays as it was."""
    shelf.take("steelblue")
    before = tree(shelf.output)

    said = shelf.build()

    assert said.returncode == 1
    assert str(shelf.cache) in said.stderr
    assert "check who owns the folder" in said.stderr
    assert "Traceback" not in said.stderr
    assert tree(shelf.output) == before
