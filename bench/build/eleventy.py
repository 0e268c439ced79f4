"""Eleventy, from npm, as the committed lock file pins it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench.build.front import yaml_form
from bench.build.peer import FILES, Peer, PreparationError, installed_already, run_tool


class Eleventy(Peer):
    """Eleventy with Nunjucks templates, its feed plugin and its highlighter."""

    name = "Eleventy"
    form = staticmethod(yaml_form)
    files = "eleventy"

    def install(self) -> None:
        """Install what the lock file says, once: beside the site, where Node looks for it."""
        wanted = (FILES / "eleventy" / "package-lock.json").read_text("utf-8")
        stamp = self.folder / "node_modules" / "installed.json"
        if installed_already(stamp, wanted):
            return
        npm = shutil.which("npm")
        if npm is None:
            raise PreparationError("Eleventy needs Node 20 or newer with npm: none was found")
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(FILES / "eleventy" / name, self.folder / name)
        run_tool([npm, "ci", "--no-audit", "--no-fund"], self.folder)
        stamp.write_text(wanted, "utf-8")

    def command(self) -> list[str]:
        """See :class:`Peer`."""
        return ["node", str(self._package / "cmd.cjs"), "--quiet"]

    def version(self) -> str:
        """See :class:`Peer`."""
        read = json.loads((self._package / "package.json").read_text("utf-8"))
        return str(read["version"])

    @property
    def _package(self) -> Path:
        return self.folder / "node_modules" / "@11ty" / "eleventy"
