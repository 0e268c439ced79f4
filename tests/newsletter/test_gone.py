"""Entries whose page is gone: an archive of letters goes on being published, and says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.common.run import Mode
from plugins.newsletter.summary import tell_expired
from tests.builders import Built, build, small_school

pytestmark = pytest.mark.site

POST = "---\ntitle: {0}\ndate: 2026-11-17\ntags: [newsletter]\n{1}---\nText.\n"
LETTER = """---
title: The week
week: 2026-W47
date: 2026-11-20
preview: Two things
entries:
  - path: ../posts/2026-11-17-ramps.md
  - path: ../posts/2026-11-17-wheels.md
{0}---

Dear all.
"""


def school_of(
    folder: Path, ramps: str, letter: str = "", wheels: str = "", mode: Mode = "publish"
) -> Built:
    """A letter of two posts; the lines are added to their front matter, and to the letter's."""
    texts: dict[str, Any] = {
        "posts/2026-11-17-ramps.md": POST.format("Ramps", ramps),
        "posts/2026-11-17-wheels.md": POST.format("Wheels", wheels),
        "newsletter/2026-W47.md": LETTER.format(letter),
    }
    return build(small_school(folder, texts, "https://school.example"), mode)


@pytest.mark.parametrize("mode", ["publish", "preview"])
def test_an_entry_that_expired_since_leaves_its_letter(tmp_path: Path, mode: Mode) -> None:
    """Nobody has to edit a letter of the past for a site to be published; the summary names it."""
    built = school_of(tmp_path, "expires: 2026-11-21\n", mode=mode)

    assert built.problems == []
    page = built.read("newsletter/2026-w47/index.html")
    assert "Wheels" in page
    assert "Ramps" not in page
    assert "posts/2026-11-17-ramps.md (2026-W47)" in built.result.run.report["issue"]


def test_an_entry_that_had_expired_before_is_a_problem(tmp_path: Path) -> None:
    """The letter promised what was not there any more."""
    (problem,) = school_of(tmp_path, "expires: 2026-11-19\n").problems

    assert (problem.place, problem.rule) == ("newsletter/2026-W47.md:6", "entry-not-public")
    assert "has expired" in problem.message


def test_a_letter_of_which_all_has_expired_is_no_empty_letter(tmp_path: Path) -> None:
    """Its note stays in the archive; nothing of it can be mailed any more."""
    line = "expires: 2026-11-21\n"

    built = school_of(tmp_path, line, wheels=line)

    assert built.problems == []
    assert "Dear all." in built.read("newsletter/2026-w47/index.html")
    assert not list(tmp_path.glob("work/outbox/*/*/issue.json"))


@pytest.mark.parametrize(
    ("letter", "hint"), [("", "Publish it first"), ("sent: {text: x}\n", "newsletter.seal --week")]
)
def test_an_entry_made_a_draft_is_called_one(tmp_path: Path, letter: str, hint: str) -> None:
    """A publish reads no drafts, and knows all the same that it is there."""
    found = school_of(tmp_path, "status: draft\n", letter).problems

    (problem,) = (one for one in found if one.rule != "issue-changed")
    assert problem.rule == "entry-not-public"
    assert "is a draft" in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize("line", ["status: draft\n", "expires: 2026-11-21\n"])
@pytest.mark.parametrize("mode", ["publish", "preview"])
def test_what_a_letter_without_a_page_lists_is_in_no_other(
    tmp_path: Path, line: str, mode: Mode
) -> None:
    """A publish reads no drafts, and hands over what the preview showed: a text in one letter."""
    later = "---\ntitle: Next\nweek: 2026-W48\ndate: 2026-11-23\npreview: It\n---\n\nDear all.\n"
    texts: dict[str, Any] = {
        "posts/2026-11-17-ramps.md": POST.format("Ramps", ""),
        "posts/2026-11-17-wheels.md": POST.format("Wheels", ""),
        "posts/2026-11-23-maps.md": POST.format("Maps", "").replace("-17", "-23"),
        "newsletter/2026-W47.md": LETTER.format(line),
        "newsletter/2026-W48.md": later,
    }
    school = small_school(tmp_path, texts, "https://school.example")

    built = build(school, mode)

    assert built.problems == []
    box = tmp_path / "work" / ("outbox" if mode == "publish" else "outbox-preview")
    index = json.loads((box / "2026-W48/everybody/issue.json").read_text("utf-8"))
    assert [one["title"] for one in index["entries"]] == ["Maps"]


def test_a_publish_counts_what_the_draft_of_the_week_lists(tmp_path: Path) -> None:
    """Nobody is asked to draft a letter that is drafted."""
    texts: dict[str, Any] = {
        "posts/2026-11-23-maps.md": POST.format("Maps", "").replace("-17", "-23"),
        "newsletter/2026-W48.md": (
            "---\ntitle: Next\nweek: 2026-W48\ndate: 2026-11-23\nstatus: draft\n"
            "entries:\n  - path: ../posts/2026-11-23-maps.md\n---\n\nDear all.\n"
        ),
    }
    built = build(small_school(tmp_path, texts, "https://school.example"), "publish")

    said = built.result.run.report["issue"]
    assert said.startswith("2026-W48, 1 entry (newsletter/2026-W48.md is a draft")


def test_many_are_told_in_a_line() -> None:
    """Ten years of events that are over are no list for every day."""
    some = {f"events/{place}.md": "2026-W01" for place in range(9)}

    assert tell_expired({}) == ""
    assert tell_expired(some).endswith("events/2.md (2026-W01), 6 more")
