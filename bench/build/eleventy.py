"""Eleventy, from npm, as the committed lock file pins it."""

from __future__ import annotations

from bench.build.front import yaml_form
from bench.build.peer import FILES, Peer
from bench.common.installing import install_from_npm, npm_version

_PACKAGE = "@11ty/eleventy"


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
        return ["node", str(self.folder / "node_modules" / _PACKAGE / "cmd.cjs"), "--quiet"]

    def version(self) -> str:
        """See :class:`Peer`."""
        return npm_version(_PACKAGE, self.folder)
