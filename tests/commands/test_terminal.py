"""Problems and summaries in the terminal, as JSON and for GitHub."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands.terminal import (
    github_line,
    print_github,
    print_json,
    print_problems,
    print_summary,
)
from plugins.common.problems import Problem, ProblemLog
from plugins.common.run import Run

PROBLEM = Problem(
    "posts/robots.md", 12, "link-broken", "x.jpg", "[x.jpg] leads nowhere.", "Check the path."
)


def test_json_is_a_list_of_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs can rely on the six names."""
    print_json(ProblemLog([PROBLEM]))

    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "posts/robots.md",
            "line": 12,
            "rule": "link-broken",
            "value": "x.jpg",
            "message": "[x.jpg] leads nowhere.",
            "hint": "Check the path.",
        }
    ]


def test_no_problem_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    """All well is JSON too."""
    print_json(ProblemLog())

    assert json.loads(capsys.readouterr().out) == []


def test_a_github_line_cannot_be_broken_by_what_an_author_wrote() -> None:
    """Line breaks, percent signs, colons and commas are escaped as GitHub asks."""
    problem = Problem("a,b:c.md", 3, "rule", "", "100%\n::error::fake", "Do\rthis.")

    assert github_line(problem) == (
        "::error file=a%2Cb%3Ac.md,line=3,title=rule::100%25%0A::error::fake Do%0Dthis."
    )


def test_github_counts_paths_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Annotations land on the file, wherever the content folder lies."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "school" / "posts").mkdir(parents=True)
    (tmp_path / "school" / "posts" / "robots.md").touch()
    settings = Problem("pelicanconf.py", 0, "setting", "", "Wrong.", "Mend it.")

    print_github(ProblemLog([PROBLEM, settings]), tmp_path / "school")

    assert [line.partition("::")[2].partition(",")[0] for line in lines(capsys)] == [
        "error file=pelicanconf.py",
        "error file=school/posts/robots.md",
    ]


def test_what_to_do_about_many_stands_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty photos that nobody has looked at are fifty lines, and not a hundred."""
    same = [replace(PROBLEM, line=line) for line in (12, 13)]
    other = [replace(PROBLEM, line=14, hint="Else."), replace(PROBLEM, path="posts/z.md")]
    print_problems(ProblemLog([*same, *other]))

    assert lines(capsys) == [
        "",
        "posts/robots.md",
        "  line 12  [x.jpg] leads nowhere.  link-broken",
        "  line 13  [x.jpg] leads nowhere.  link-broken",
        "      Check the path.",
        "  line 14  [x.jpg] leads nowhere.  link-broken",
        "      Else.",
        "",
        "posts/z.md",
        "  line 12  [x.jpg] leads nowhere.  link-broken",
        "      Check the path.",
    ]


def test_text_names_file_line_message_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Square brackets of the author are printed as they are."""
    print_problems(ProblemLog([PROBLEM]))

    assert lines(capsys) == [
        "",
        "posts/robots.md",
        "  line 12  [x.jpg] leads nowhere.  link-broken",
        "      Check the path.",
    ]


def test_the_summary_counts_one_and_many(capsys: pytest.CaptureFixture[str]) -> None:
    """One post, two pages, and kinds without a text are not mentioned."""
    report = {
        "pages": {"posts": 1, "events": 0, "pages": 2},
        "drafts": 1,
        "photos": 1,
        "renditions": 4,
        "encoded": 0,
        "clips": 3,
        "clips_made": 1,
        "ending": (date(2026, 11, 30), 2),
        "downloads": 1,
        "feeds": 12,
    }

    print_summary(Run(problems=ProblemLog([PROBLEM]), report=report), 1.25)

    assert lines(capsys)[1:] == [
        "3 texts: 1 post, 2 pages",
        "1 draft (shown in this preview only)",
        "1 photo in 4 renditions, 0 made new",
        "3 clips and recordings, 1 made new",
        "2 photos may be public until 2026-11-30: "
        "renew the release, or publish again the day after",
        "1 gallery to download",
        "12 feeds",
        "1 problem, 1.2 seconds",
    ]


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()
