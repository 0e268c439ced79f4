"""The first call on a bare Python makes the environment and goes on by itself.

Standard library only, and any Python from 3.11: nothing else is there yet. The environment is made
from ``requirements.lock``, every file checked against its hash; a stamp of the lock inside it makes
the next call start at once, and a changed lock refreshes it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "hallway.stamp"


def environment_python() -> Path:
    """The Python inside the environment, there or not."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def is_ready() -> bool:
    """True when the environment was finished from the lock as it is now."""
    return (
        environment_python().exists()
        and STAMP.is_file()
        and STAMP.read_text("utf-8") == _fingerprint()
    )


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
    print("Setting up Hallway (once; about a minute) ...", flush=True)
    try:
        if not environment_python().exists():
            venv.create(ENVIRONMENT, with_pip=True, clear=True)
        _install()
    except subprocess.CalledProcessError as error:
        _explain(error)
    except OSError as error:
        sys.exit(
            f"Could not make the folder {ENVIRONMENT}: {error}. Free some space and try again."
        )
    STAMP.write_text(_fingerprint(), "utf-8")


def run_inside(arguments: list[str]) -> int:
    """Run ``tasks.py`` with ``arguments`` in the environment; its exit code."""
    ensure_environment()
    command = [str(environment_python()), str(ROOT / "tasks.py"), *arguments]
    if os.name == "posix":
        # Becoming the other program keeps Ctrl-C and exit codes exactly as they are.
        sys.stdout.flush()
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def _install() -> None:
    subprocess.run(
        [
            str(environment_python()),
            *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)),
        ],
        check=True,
    )


def _fingerprint() -> str:
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{digest} {sys.version_info[0]}.{sys.version_info[1]}"


def _explain(error: subprocess.CalledProcessError) -> None:
    if "venv" in str(error.cmd) or "ensurepip" in str(error.cmd):
        sys.exit(
            "This Python cannot make environments. On Debian or Ubuntu run "
            "'sudo apt install python3-venv' and try again."
        )
    sys.exit(
        "The packages that Hallway needs could not be installed; the lines above say why. "
        "Check that this computer is online and try again."
    )
