"""Stock Pelican: the package that Hallway stands on, without anything of Hallway."""

from __future__ import annotations

import sys
from importlib.metadata import version

from bench.build.front import pelican_form
from bench.build.peer import Peer


class StockPelican(Peer):
    """Pelican with its theme ``simple``, on its default of one process."""

    name = "Pelican"
    form = staticmethod(pelican_form)
    files = "pelican"

    def command(self) -> list[str]:
        """See :class:`Peer`."""
        return [sys.executable, "-m", "pelican", "--settings", "pelicanconf.py", "--quiet"]

    def version(self) -> str:
        """See :class:`Peer`."""
        return version("pelican")
