"""The folder of what is the school's alone, register and readers: it stays out of git.

Hallway's own folder keeps ``private/`` out, and a school that keeps its content in a repository of
its own has no such line. What is in a repository goes wherever that is pushed to, and stays in its
history.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plugins.common.problems import Problem
from plugins.media.consent.sheet import SheetError, parse_sheet

_IGNORE_FILE = ".gitignore"
_IGNORE_ALL = "*\n"
_HARMLESS = frozenset((_IGNORE_FILE, ".gitkeep", ".keep", "README", "README.md", "README.txt"))
_PATIENCE = 20
"""Seconds: a repository on a slow disk answers in one."""
_LARGEST = 50_000_000


def keep_out_of_git(folder: Path, others: Iterable[Path]) -> None:
    """Give ``folder`` a ``.gitignore`` of its own, unless it has one; never raises.

    Not where one of ``others``, the folders of what is no secret, lies in it: they would go too.
    """
    if not folder.is_dir() or not _is_for_this_alone(folder, others):
        return
    with suppress(OSError):  # it is there, or the folder may not be written
        handle = os.open(folder / _IGNORE_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(_IGNORE_ALL)


def find_tracked(register: Path, shown: str, others: Iterable[Path]) -> list[Problem]:
    """A problem for each file that git has of what lies with ``register``.

    In a folder of its own that is every file; else, and where a link leads elsewhere, the register
    and whatever has its columns. ``shown`` is the path of the register in problems.
    """
    real, alone = register.resolve(), _is_for_this_alone(register.parent, others)
    folders = {register.parent.resolve(): alone, real.parent: alone and not register.is_symlink()}
    return [
        _problem(folder / path, shown, is_register=folder / path in (register, real))
        for folder, whole in folders.items()
        for path in tracked_in(folder)
        if Path(path).name not in _HARMLESS
        and (whole or folder / path in (register, real) or _is_register(folder / path))
    ]


def tracked_in(folder: Path) -> list[str]:
    """What git has of ``folder``, relative to it: committed, or to be with the next commit.

    Nothing without git, or where no repository holds the folder.
    """
    if not folder.is_dir():
        return []
    # A hook of git runs with its own repository in the environment.
    surroundings = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        answer = subprocess.run(
            [
                *("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false"),
                *("-C", str(folder), "ls-files", "-z", "--", "."),
            ],
            env=surroundings,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    names = answer.stdout.split(b"\0") if answer.returncode == 0 else []
    return sorted({os.fsdecode(name) for name in names if name})


def _is_for_this_alone(folder: Path, others: Iterable[Path]) -> bool:
    folder = folder.resolve()
    return not any(other.resolve().is_relative_to(folder) for other in (*others, Path.home()))


def _is_register(file: Path) -> bool:
    with suppress(OSError, SheetError):
        if file.is_file() and file.stat().st_size <= _LARGEST:
            return {"id", "name", "level"} <= set(parse_sheet(file.read_bytes()).columns)
    return False


def _problem(file: Path, shown: str, *, is_register: bool) -> Problem:
    there = shown if is_register else str(Path(shown).with_name(file.name))
    what = "The register of releases" if is_register else "This file beside the register"
    return Problem(
        there,
        0,
        "consent-tracked",
        there,
        f"{what} is in a git repository, so it goes wherever that is pushed to.",
        f'Take it out with: git -C "{file.parent}" rm --cached "{file.name}" and commit that; the '
        "file itself stays. The history has it still: whoever has a copy of the repository can "
        "read it, so tell who is in charge of it, and have it removed there as well.",
    )
