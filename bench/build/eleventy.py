"""Eleventy, from npm, as the committed lock file pins it."""

from __future__ import annotations

import json
from pathlib import Path

from bench.build.front import yaml_form
from bench.build.peer import FILES, Peer
from bench.common.installing import install_from_npm


class Eleventy(Peer):
    """Eleventy with Nunjucks templates, its feed plugin and its highlighter."""

    name = "Eleventy"
    form = staticmethod(yaml_form)
    files = "eleventy"

    def install(self) -> None:
        """Install what the lock file says, once: beside the site, where Node looks for it."""
        install_from_npm(FILES / "eleventy", self.folder)

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
