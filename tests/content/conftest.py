"""Builders for the content tests: a file's text in, its model, HTML and problems out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest

from plugins.common.problems import Problem, ProblemLog
from plugins.common.source import SourceText
from plugins.content.checking import check_matter
from plugins.content.frontmatter import split_matter
from plugins.content.kinds import FrontMatter, kind_of
from plugins.content.references import References
from plugins.content.sources import ContentFolder
from plugins.content.vocabulary import Vocabulary, Words

ZONE = ZoneInfo("America/New_York")
VOCABULARY = Vocabulary(
    {
        "grades": Words({"K": "Kindergarten", "1": "Grade 1", "4": "Grade 4"}),
        "audiences": Words({"families": "Families", "teachers": "Teachers"}),
        "skills": Words({"create": "Create"}, {"create": "Practices"}),
    }
)


@dataclass
class Checked:
    """The result of reading one file's front matter."""

    fields: FrontMatter
    body: str
    problems: list[Problem]

    @property
    def rules(self) -> list[str]:
        """The rules that were broken."""
        return [problem.rule for problem in self.problems]


Read = Callable[..., Checked]


@pytest.fixture
def read() -> Read:
    """Read a text as if it stood in the file ``path``."""

    def run(
        text: str, path: str = "posts/2026-11-16-robots.md", vocabulary: Vocabulary = VOCABULARY
    ) -> Checked:
        log = ProblemLog()
        matter = split_matter(dedent(text), path, log)
        kind = kind_of(path) or "posts"
        fields = check_matter(matter, kind, path, vocabulary, ZONE, log)
        return Checked(fields, matter.body, list(log))

    return run


@dataclass
class Referring:
    """References of one file, with the log they write to."""

    references: References
    problems: ProblemLog


@pytest.fixture
def referring() -> Callable[..., Referring]:
    """References of ``text`` at ``path`` in a folder that holds ``files``."""

    def run(text: str, *files: str, path: str = "posts/robots.md") -> Referring:
        log = ProblemLog()
        folder = ContentFolder(Path("content"), frozenset({path, *files}))
        return Referring(References(SourceText(path, text), folder, log), log)

    return run
