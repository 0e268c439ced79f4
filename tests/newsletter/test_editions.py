"""Each newsletter file with its issue, and what is wrong with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from plugins.common.moments import Week
from plugins.common.problems import Problem
from plugins.newsletter.choosing import Clock
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, plan_editions
from plugins.newsletter.gathering import Texts, gather_editions
from plugins.newsletter.summary import tell_week
from tests.newsletter.builders import ZONE, article, newsletter

W47 = Week(2026, 47)
CLOCK = Clock.of(NewsletterSettings(), ZONE)


def planned(*newsletters: Any) -> tuple[list[Edition], list[Problem]]:
    """The editions of ``newsletters`` where week 47 has one entry."""
    return plan_editions(newsletters, plan())


def plan(*more: Any) -> Plan:
    """A school where week 47 has one entry that no file lists."""
    robots = article()
    articles = {one.relative_source_path: one for one in (robots, *more)}
    words = ("families", "teachers", "students", "staff")
    return Plan(articles, {W47: [robots]}, NewsletterSettings(), "en", words)


def test_a_file_gathers_the_entries_of_its_week() -> None:
    """Its folder in the outbox has the week's name."""
    (edition,), problems = planned(newsletter())

    assert (edition.name, len(edition.issue.entries), edition.mailed) == ("2026-W47", 1, True)
    assert not problems


def test_a_week_without_entries_makes_no_issue_and_says_so() -> None:
    """Its page stays, no mail is made, and the problem names the line of the week."""
    (edition,), (problem,) = planned(newsletter("2026-W46"))

    assert not edition.mailed
    assert (problem.place, problem.rule) == ("newsletter/2026-W46.md:3", "issue-empty")


def test_an_early_draft_is_no_problem() -> None:
    """On Monday the week's file may be there before its first entry."""
    (edition,), problems = planned(newsletter("2026-W46", status="draft"))

    assert not edition.mailed
    assert not problems


@pytest.mark.parametrize(
    ("audience", "refused"),
    [
        (["famlies", "teachers"], ["famlies"]),
        (["students"], ["students"]),
        (["parents"], ["parents"]),
        (["families", "students"], []),
        (["staff"], []),
        ([], []),
    ],
)
def test_a_word_for_readers_who_get_no_letter_is_told(
    audience: list[str], refused: list[str]
) -> None:
    """By a slip the families would get none, or everybody would get what is for a few."""
    _, problems = planned(newsletter(audience=audience))

    assert [one.value for one in problems if one.rule == "letter-for-nobody"] == refused


def test_what_is_for_the_staff_goes_to_nobody_where_they_get_no_letter() -> None:
    """A setting must not make the families' letter of it."""
    settings = NewsletterSettings(audiences=("families", "teachers"))
    letter = newsletter(audience=["staff"], staff_only=True, status="draft")

    (edition,), problems = plan_editions([letter], replace(plan(), settings=settings))

    assert edition.letters == ()
    assert [(one.rule, one.value) for one in problems] == [("letter-for-nobody", "staff")]


def test_a_week_refused_by_the_reader_is_reported_once() -> None:
    """The reader has said that the week cannot be used; that it is empty too is no news."""
    _, problems = planned(newsletter("special", "1970-W01"))

    assert not problems


def test_two_files_of_a_week_share_no_entry() -> None:
    """The first by name has them; the second is told which."""
    editions, (problem,) = planned(newsletter("b", "2026-W47"), newsletter("a", "2026-W47"))

    assert [one.mailed for one in editions] == [True, False]
    assert [one.article.relative_source_path for one in editions] == [
        "newsletter/a.md",
        "newsletter/b.md",
    ]
    assert (problem.place, problem.rule) == ("newsletter/b.md:3", "week-twice")
    assert "newsletter/a.md" in problem.message


def test_a_translation_is_an_issue_of_its_own() -> None:
    """The same entries in a folder with the language in its name."""
    editions, problems = planned(newsletter(), newsletter("2026-W47.es", "2026-W47", lang="es"))

    assert [(one.name, one.mailed) for one in editions] == [
        ("2026-W47", True),
        ("2026-W47-es", True),
    ]
    assert not problems


def test_a_file_named_after_another_week_is_reported() -> None:
    """A copied file keeps last week's line."""
    _, (problem,) = planned(newsletter("2026-W48", "2026-W47"))

    assert (problem.rule, problem.line) == ("week-not-as-named", 3)


@pytest.mark.parametrize(
    ("count", "waiting", "has_file", "words"),
    [
        (3, 0, True, "2026-W47, 3 entries"),
        (1, 0, True, "2026-W47, 1 entry"),
        (
            3,
            0,
            False,
            "2026-W47, 3 entries (draft it with: python3 tasks.py newsletter.draft)",
        ),
        (2, 1, True, "2026-W47, 2 entries (1 more dated later this week)"),
        (0, 1, False, "2026-W47, no entries yet (1 more dated later this week)"),
        (
            0,
            0,
            False,
            '2026-W47, no entries yet (a text of this week with the tag "newsletter" becomes one)',
        ),
    ],
)
def test_the_summary_says_how_the_week_stands(
    count: int, waiting: int, has_file: bool, words: str
) -> None:
    """And what to do next."""
    assert tell_week(W47, count, waiting, has_file=has_file, tag="newsletter") == words


@pytest.mark.parametrize(
    ("status", "words"), [("published", "waits for its date"), ("draft", "is a draft: set")]
)
def test_of_a_letter_that_a_publish_does_not_read_the_summary_says_the_same(
    status: str, words: str
) -> None:
    """Only its front matter was kept."""
    robots, path = article("robots"), "newsletter/2026-W47.md"
    fields = newsletter().fields
    fields.status, fields.entries = status, []
    now = datetime(2026, 11, 18, 12, tzinfo=ZONE)
    texts = Texts({robots.relative_source_path: robots}, "en", (), {path: None}, {path: fields})
    found = gather_editions(texts, NewsletterSettings(), CLOCK, now)

    assert f"({path} {words}" in found.summary([], CLOCK)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "draft"}, " (newsletter/2026-W47.md is a draft: set its status to published"),
        ({"status": "draft", "waiting": True}, " (newsletter/2026-W47.md waits for its date"),
        ({"status": "draft", "staff_only": True, "audience": ["staff"]}, ""),
        ({}, ""),
    ],
)
def test_the_summary_says_why_nobody_gets_the_letter_yet(
    changes: dict[str, Any], words: str
) -> None:
    """Of one that is set to published it must not say that it is a draft."""
    robots, issue = article("robots"), newsletter(**changes)
    now = datetime(2026, 11, 18, 12, tzinfo=ZONE)
    articles = {one.relative_source_path: one for one in (robots, issue)}
    texts = Texts(articles, "en", ("families", "staff"))
    found = gather_editions(texts, NewsletterSettings(), CLOCK, now)

    said = found.summary([], CLOCK)

    assert said.startswith(f"2026-W47, 1 entry{words}")
    assert words or said == "2026-W47, 1 entry"


def test_words_for_one_audience_are_a_letter_without_entries() -> None:
    """A block for the staff is not lost where every entry is for others; an empty week is empty."""
    texts = {"families": "<p>All</p>", "teachers": "<p>All</p>", "staff": "<p>All</p><p>Duty</p>"}
    letter = newsletter(audience=["families", "teachers", "staff"], variants=texts)
    robots = article(audience=["families"])
    meant = replace(plan(robots), chosen={W47: [robots]})

    (edition,), problems = plan_editions([letter], meant)

    told = {one.audience: len(one.issue.entries) for one in edition.letters}
    assert told == {"families": 1, "staff": 0}
    assert problems == []
    (empty,), _ = plan_editions([letter], replace(meant, chosen={}))
    assert empty.letters == ()
