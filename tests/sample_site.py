"""The sample school, built once for all tests that look at it, whatever the number of processes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from commands.school import ROOT, School
from commands.site.build import build_site

NOW = "1795460400"
"""Monday 2026-11-23, 14:00 in New York: the sample's own present."""
URL = "https://hallway.maplestreet.example"


@dataclass(frozen=True)
class BuiltSite:
    """A finished site: its folder, and what its build reported."""

    output: Path
    problems: list[dict[str, Any]]
    report: dict[str, Any]

    def pages(self) -> list[Path]:
        """Every HTML file, in a fixed order."""
        return sorted(self.output.rglob("*.html"))

    def address(self, page: Path) -> str:
        """The site-relative address of a page."""
        return "/" + page.relative_to(self.output).as_posix().removesuffix("index.html")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample school as `publish` makes it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "sample-school"
    folder.mkdir(exist_ok=True)
    facts = folder / "facts.json"
    with FileLock(folder / "lock"):
        if not facts.is_file():
            facts.write_text(json.dumps(_build(folder)))
    found = json.loads(facts.read_text())
    return BuiltSite(folder / "output", found["problems"], found["report"])


def _build(folder: Path) -> dict[str, Any]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = NOW
    try:
        work = ROOT / ".hallway" / "tests"  # renditions encoded once for all test runs
        school = School(ROOT / "content", folder / "output", work, URL)
        result = build_site(school, "publish", quiet=True)
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return {
        "problems": [problem.as_dict() for problem in result.run.problems],
        "report": {name: value for name, value in result.run.report.items() if _plain(value)},
    }


def _plain(value: Any) -> bool:
    return isinstance(value, int | str | dict)
