"""Small schools for tests: a folder of content out of a dict, a build of it, a checkout to run."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from commands.bootstrap import ROOT
from commands.school import School
from commands.site.build import BuildResult, build_site
from plugins.common.problems import Problem
from plugins.common.run import Mode

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""A Monday noon in the school's zone, in the week 2026-W48."""

REVIEWED = 'defaults: {"*": {people: none}}\n'
"""A ``media.yaml`` by which every photo was looked at, and nobody can be recognised in any."""

POST = """---
title: Robots on a ramp
date: 2026-11-16
summary: Four ramps, one winner.
---

The third ramp held.
"""


@dataclass(frozen=True)
class Built:
    """A finished build: its result and the folder it landed in."""

    result: BuildResult
    output: Path

    @property
    def problems(self) -> list[Problem]:
        """Every problem, in the order of a reader."""
        return list(self.result.run.problems)

    @property
    def rules(self) -> list[str]:
        """The rules that were broken, in the same order."""
        return [problem.rule for problem in self.problems]

    def read(self, path: str) -> str:
        """The text of a built file: ``posts/robots/index.html``."""
        return (self.output / path).read_text("utf-8")


def small_school(
    folder: Path, files: Mapping[str, str | bytes] | None = None, url: str = ""
) -> School:
    """A school in ``folder`` with these content files (path to text or bytes).

    The vocabulary is the sample school's unless ``files`` has one; whatever photo is among them
    counts as looked at, unless they have a ``media.yaml`` of their own at the top.
    """
    content = folder / "content"
    vocabulary = (ROOT / "content" / "vocabulary.yaml").read_bytes()
    write_files(content, {"vocabulary.yaml": vocabulary, "media.yaml": REVIEWED, **(files or {})})
    return School(content.resolve(), folder / "output", folder / "work", url)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write ``files`` (path to text or bytes) below ``folder``."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def build(school: School, mode: Mode = "preview", now: datetime = NOW, **options: Any) -> Built:
    """Build ``school`` as the commands do, at the moment ``now``."""
    epoch = {"SOURCE_DATE_EPOCH": str(int(now.timestamp()))}
    with mock.patch.dict(os.environ, epoch):
        return Built(build_site(school, mode, quiet=True, **options), school.output)


def photo(width: int = 64, height: int = 48, colour: str = "teal") -> bytes:
    """A JPEG of one colour."""
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "JPEG")
    return data.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes: equal trees are equal sites."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Checkout:
    """A copy of Hallway with a small school in it, to be run as a coach does."""

    root: Path

    def command(self, *arguments: str) -> list[str]:
        """The command line of a task."""
        return [sys.executable, str(self.root / "tasks.py"), *arguments]

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a task to its end and keep what it prints."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.surroundings(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start a task, in a process group of its own as a terminal does."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.root,
            env=self.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **options,
        )

    def surroundings(self) -> dict[str, str]:
        """The environment of its commands: the same moment each time."""
        return {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "NO_COLOR": "1"}

    def add_plugin(self, name: str, code: str) -> None:
        """Add a plugin of one module and switch it on."""
        (self.root / "plugins" / f"{name}.py").write_text(code)
        with (self.root / "pelicanconf.py").open("a") as settings:
            settings.write(f"\nPLUGINS = [*PLUGINS, 'plugins.{name}']\n")


def checkout(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Checkout:
    """Copy Hallway into ``folder``, with the environment that runs the tests."""
    root = folder / "hallway"
    root.mkdir()
    for name in ("commands", "plugins", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tasks.py", "pelicanconf.py", "publishconf.py", "requirements.lock"):
        shutil.copy(ROOT / name, root / name)
    (root / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    small_school(root, files if files is not None else {"posts/2026-11-16-robots.md": POST})
    return Checkout(root)
