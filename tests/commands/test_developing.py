"""What is looked at before a change is taken in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from commands.bootstrap import ROOT

OURS = ("bench", "commands", "mailing", "plugins", "samples", "tests")


def test_lint_looks_at_every_file_of_ours() -> None:
    """A folder that is left out by its name, like ``content``, takes rooms of that name along."""
    written = {one for folder in OURS for one in (ROOT / folder).rglob("*.py")}
    written -= {one for one in written if "node_modules" in one.parts}

    listed = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert written <= {Path(line) for line in listed.stdout.splitlines()}
