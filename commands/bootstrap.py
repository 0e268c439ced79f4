"""The first call on a bare Python makes the environment and goes on by itself.

Standard library only, and any Python from 3.11: nothing else is there yet. The environment is made
from ``requirements.lock``, every file checked against its hash; a stamp of the lock inside it makes
the next call start at once, and a changed lock refreshes it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "hallway.stamp"
UNFINISHED = "unfinished"


def environment_python() -> Path:
    """The Python inside the environment, there or not."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def is_ready() -> bool:
    """True when the environment was finished from the lock as it is now."""
    return environment_python().exists() and _stamp() == _fingerprint()


def is_inside() -> bool:
    """True when this very Python is the environment's."""
    return ENVIRONMENT.exists() and Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


def ensure_environment() -> None:
    """Make or refresh the environment where needed; exit with a sentence where that fails."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Hallway needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this one is "
            f"{sys.version.split()[0]}. Install a newer one from python.org and use it here."
        )
    if is_ready():
        return
    # On the error stream: what a task prints may be read by another program.
    print("Setting up Hallway (once; about a minute) ...", file=sys.stderr, flush=True)
    try:
        if not is_inside():
            _make_environment()
        _install()
        STAMP.write_text(_fingerprint(), "utf-8")
    except OSError as error:
        sys.exit(
            f"Could not write into {ENVIRONMENT} ({error.strerror or error}). "
            "Check that the disk has a free gigabyte and that the folder is yours, and try again."
        )


def run_inside(arguments: list[str]) -> int:
    """Run ``tasks.py`` with ``arguments`` in the environment; its exit code."""
    ensure_environment()
    command = [str(environment_python()), str(ROOT / "tasks.py"), *arguments]
    # Names of files and what is printed are UTF-8 on every system and in every language.
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    if os.name == "posix":
        # Becoming the other program keeps Ctrl-C and exit codes exactly as they are.
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, surroundings)
    try:
        return subprocess.call(command, env=surroundings)
    except KeyboardInterrupt:
        return 130


def _make_environment() -> None:
    if not environment_python().exists() or _stamp() == UNFINISHED:
        # Nothing usable is there, or a first call was stopped half-way.
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        ENVIRONMENT.mkdir(exist_ok=True)
        STAMP.write_text(UNFINISHED, "utf-8")
        venv.create(ENVIRONMENT, with_pip=False)
    if not _has("pip") and (not _has("ensurepip") or _quietly("-m", "ensurepip", "--default-pip")):
        sys.exit(
            "This Python cannot make environments. On Debian or Ubuntu run "
            "'sudo apt install python3-venv' and try again."
        )


def _install() -> None:
    failed = subprocess.call(
        [
            str(environment_python()),
            *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)),
        ]
    )
    if failed:
        sys.exit(
            "The packages that Hallway needs could not be installed; the lines above say why. "
            "Check that this computer is online and try again."
        )


def _has(module: str) -> bool:
    return _quietly("-c", f"import {module}") == 0


def _quietly(*arguments: str) -> int:
    command = [str(environment_python()), *arguments]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _stamp() -> str:
    return STAMP.read_text("utf-8") if STAMP.is_file() else ""


def _fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()
