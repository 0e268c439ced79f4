"""The tasks of those who work on Hallway itself: test, lint, format, lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

from commands.bootstrap import LOCK, ROOT
from commands.errors import CoachError


def test(only: str) -> None:
    """Run the tests, on two processes; the exit code is pytest's."""
    workers = str(min(os.cpu_count() or 1, 4))
    _run("pytest", "-n", workers, "--dist", "loadgroup", *([only] if only else []))


def lint() -> None:
    """Everything that can be said without running a site; all of it, then the exit code."""
    codes = [
        _call("ruff", "check", "."),
        _call("ruff", "format", "--check", "."),
        _call("mypy"),
        _import_rules(),
    ]
    sys.exit(max(codes))


def format_code() -> None:
    """Lay out the code and mend what can be mended without thought."""
    _call("ruff", "check", "--fix-only", ".")
    _run("ruff", "format", ".")


def lock() -> None:
    """Resolve pyproject.toml for every system and Python that Hallway supports.

    Raises :class:`CoachError` without ``uv``: pip cannot resolve for other systems than this one.
    """
    if not (find_spec("uv") or shutil.which("uv")):
        raise CoachError(
            "Writing the lock needs the program uv, which Hallway itself does not. Install it with "
            f"{sys.executable} -m pip install uv, and try again."
        )
    start = [sys.executable, "-m", "uv"] if find_spec("uv") else ["uv"]
    command = [
        *start,
        *("pip", "compile", "pyproject.toml", "--group", "dev", "--universal"),
        *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
        *("--no-header", "--quiet", "--output-file", str(LOCK)),
    ]
    sys.exit(subprocess.call(command, cwd=ROOT))


def _import_rules() -> int:
    return subprocess.call([sys.executable, "-c", _LINT_IMPORTS], cwd=ROOT)


_LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
)


def _call(tool: str, *arguments: str) -> int:
    return subprocess.call([sys.executable, "-m", tool, *arguments], cwd=ROOT)


def _run(tool: str, *arguments: str) -> None:
    sys.exit(_call(tool, *arguments))
