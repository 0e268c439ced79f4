"""Hallway, as anybody runs it: ``tasks.py build`` of this checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from bench.build.front import hallway_form
from bench.build.peer import Peer

ROOT = Path(__file__).resolve().parents[2]


class Hallway(Peer):
    """This site: a clean preview build with the whole of its theme, plugins and feeds."""

    name = "Hallway"
    form = staticmethod(hallway_form)
    feed = "feeds/all.rss.xml"

    @property
    def start(self) -> Path:
        """The checkout, as for anybody."""
        return ROOT

    def command(self) -> list[str]:
        """See :class:`Peer`."""
        folders = {"content": self.site / "content", "output": self.output, "work": self._work}
        options = [word for name, path in folders.items() for word in (f"--{name}", str(path))]
        return [sys.executable, str(ROOT / "tasks.py"), "build", *options]

    def clean(self) -> None:
        """Remove the output and the caches."""
        super().clean()
        shutil.rmtree(self._work, ignore_errors=True)

    def version(self) -> str:
        """The commit of the checkout, since that is what changes from one table to the next."""
        asked = ["git", "describe", "--always", "--dirty"]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip() or "without a commit"

    @property
    def _work(self) -> Path:
        return self.site / "work"
