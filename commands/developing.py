"""The tasks of those who work on Hallway itself: test, fuzz, lint, format, lock."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec

from commands import faketime
from commands.bootstrap import LOCK, ROOT
from commands.errors import CoachError
from commands.terminal import out

FAST = "not (site or browser or slow)"
FUZZ_PROFILE = "fuzz"
"""Of hypothesis: ``tests/conftest.py`` has it."""


def test(only: str, at: str, *, fast: bool) -> None:
    """Run the tests, several at a time, at the moment ``at`` if one is given; exit as pytest does.

    Raises :class:`CoachError` where ``at`` is no moment, or libfaketime is not installed.
    """
    chosen = [*(["-m", FAST] if fast else []), *([only] if only else [])]
    surroundings = _surroundings(at, [*(["--fast"] if fast else []), *_only(only)])
    sys.exit(_pytest(*chosen, surroundings=surroundings))


def fuzz(only: str, rounds: int) -> None:
    """Run the property tests with new inputs, again and again until a round finds something."""
    if rounds < 1:
        raise CoachError(f"--rounds takes a number from 1 on; it is {rounds}.")
    for number in range(1, rounds + 1):
        seed = secrets.randbelow(2**32)
        _say(f"Round {number} of {rounds}, seed {seed}")
        code = _pytest(
            *("-m", "hypothesis", f"--hypothesis-profile={FUZZ_PROFILE}"),
            *(f"--hypothesis-seed={seed}", "-q", *([only] if only else [])),
        )
        if code:
            _say(
                "What stands behind “Failing test case” above broke a test. Put it over that test "
                "as @example(...), mend what is wrong, and both stay together: CONTRIBUTING.md."
            )
            sys.exit(code)


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


def _surroundings(at: str, words: list[str]) -> dict[str, str] | None:
    """Those of the tests at the moment ``at``, which is told; None where it is now."""
    if not at:
        return None
    before = dict(os.environ)
    now = datetime.now(UTC)
    if at.strip() == faketime.ANY:
        moment, before["TZ"] = faketime.pick_moment(now.date(), random.SystemRandom())
        at = f"{moment:%Y-%m-%d %H:%M}"
    moment = faketime.read_moment(at, before.get("TZ", ""))
    zone = f"TZ={before['TZ']} " if before.get("TZ") else ""
    surroundings = faketime.surroundings(moment, now, before)
    again = " ".join(["python3 tasks.py test", *words, f'--at "{at}"'])
    _say(f"The tests take it for {moment:%A %Y-%m-%d %H:%M %z}. The same again: {zone}{again}")
    return surroundings


def _only(only: str) -> list[str]:
    return [f"--only {only}"] if only else []


def _pytest(*arguments: str, surroundings: dict[str, str] | None = None) -> int:
    workers = str(min(os.cpu_count() or 1, 4))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments]
    return subprocess.call(command, cwd=ROOT, env=surroundings)


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def _call(tool: str, *arguments: str) -> int:
    return subprocess.call([sys.executable, "-m", tool, *arguments], cwd=ROOT)


def _run(tool: str, *arguments: str) -> None:
    sys.exit(_call(tool, *arguments))
