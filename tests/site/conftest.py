"""Whole sites: the sample school, and small folders written by a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.school import School
from commands.site.build import BuildResult, build_site
from plugins.common.run import Mode
from tests.builders import REVIEWED
from tests.sample_site import NOW, sample

__all__ = ["sample"]


@dataclass
class Built:
    """A small site: its folder and the result of its build."""

    output: Path
    result: BuildResult

    @property
    def rules(self) -> set[str]:
        """The rules that were broken."""
        return {problem.rule for problem in self.result.run.problems}

    def html(self, path: str) -> str:
        """A page of the site."""
        return (self.output / path).read_text("utf-8")


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build a folder of ``files`` (path to text or bytes) on the sample's own day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)

    def run(
        files: dict[str, str | bytes] | None = None, mode: Mode = "preview", url: str = ""
    ) -> Built:
        content = tmp_path / "content"
        content.mkdir(exist_ok=True)
        for name, text in {"media.yaml": REVIEWED, **(files or {})}.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if mode == "publish" and not url:
            url = "https://school.example"
        school = School(content, tmp_path / "output", tmp_path / "work", url)
        return Built(tmp_path / "output", build_site(school, mode, quiet=True))

    return run
