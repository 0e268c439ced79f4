"""What an issue's file lists: found, told its way, and never silently fewer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.moments import Week
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Plan, plan_editions
from plugins.newsletter.entries import content_path, file_of_issue, written_path
from tests.newsletter.builders import article, newsletter

WORDS = ("families", "teachers", "students", "staff")


def line(path: str, **changes: Any) -> Any:
    """One entry of a list."""
    return SimpleNamespace(**{"path": path, "blurb": "", "audience": [], "section": ""} | changes)


def listing(*lines: Any, stem: str = "2026-W47", **changes: Any) -> Any:
    """A newsletter whose file lists ``lines``."""
    made = newsletter(stem, **changes)
    made.fields.entries = list(lines)
    made.lines["entries"] = 6
    return made


def planned(articles: list[Any], *newsletters: Any) -> Any:
    """Editions and problems."""
    by_path = {one.relative_source_path: one for one in articles}
    return plan_editions(newsletters, Plan(by_path, {}, NewsletterSettings(), "en", WORDS))


A, B, C = article("a"), article("b"), article("loops", kind="tutorials")


def test_the_files_order_is_the_issues_order() -> None:
    """The first entry leads; sections stand as their first entries do; a section may be named."""
    lines = [
        line("../posts/b.md", blurb="Look at this."),
        line("../tutorials/loops.md"),
        line("posts/a.md", section="For the break"),
    ]

    (edition,), problems = planned([A, B, C], listing(*lines))

    issue = edition.issue
    assert [(one.title, one.entries) for one in issue.sections] == [
        ("First of all", (B,)),
        ("Try this next", (C,)),
        ("For the break", (A,)),
    ]
    assert [section.lead for section in issue.sections] == [True, False, False]
    assert [issue.blurb(one) for one in (B, A)] == ["Look at this.", "What happened with a."]
    assert not problems


def test_an_entry_that_is_not_there_names_itself() -> None:
    """With what was meant, at the line of the list; the others stay."""
    (edition,), (problem,) = planned([A, B], listing(line("../posts/aa.md"), line("../posts/b.md")))

    assert edition.issue.entries == (B,)
    assert (problem.place, problem.rule) == ("newsletter/2026-W47.md:6", "entry-missing")
    assert 'Did you mean "posts/a.md"?' in problem.message


def test_a_draft_is_no_entry_of_a_public_issue() -> None:
    """Its page would not be there; in a draft of the issue it may be."""
    draft = article("draft", status="draft")

    _, (problem,) = planned([draft], listing(line("posts/draft.md")))
    assert problem.rule == "entry-not-public"

    (edition,), problems = planned([draft], listing(line("posts/draft.md"), status="draft"))
    assert edition.issue.entries == (draft,)
    assert not problems


def test_an_entry_is_told_once_over_all_issues() -> None:
    """The earlier issue keeps it; so does the first place in one list."""
    first = listing(line("posts/a.md"), line("../posts/a.md"), stem="2026-W46")
    second = listing(line("posts/a.md"), line("posts/b.md"))

    editions, problems = planned([A, B], second, first)

    assert [one.issue.entries for one in editions] == [(A,), (B,)]
    assert [(one.path, one.rule) for one in problems] == [
        ("newsletter/2026-W46.md", "entry-twice"),
        ("newsletter/2026-W47.md", "entry-twice"),
    ]
    assert "newsletter/2026-W46.md" in problems[1].message


def test_an_entry_that_is_dropped_as_well_is_a_problem() -> None:
    """Which of the two its author meant is not known."""
    made = listing(line("posts/a.md"), line("posts/b.md"))
    made.fields.dropped = ["../posts/b.md"]

    _, (problem,) = planned([A, B], made)

    assert (problem.rule, problem.value) == ("entry-twice", "posts/b.md")
    assert "dropped" in problem.message


def test_a_translation_for_fewer_readers_leaves_out_what_is_for_others() -> None:
    """The staff read the letter that it follows; nobody has to do anything about it."""
    staff = article("duty", audience=["staff"], staff_only=True, status="draft")
    first = listing(line("posts/a.md"), line("posts/duty.md"), audience=["families", "staff"])
    spanish = newsletter("2026-W47.es", "2026-W47", lang="es", audience=["families"])

    editions, problems = planned([A, staff], first, spanish)

    assert [one.told for one in editions] == [{"posts/a.md", "posts/duty.md"}, {"posts/a.md"}]
    assert problems == []


def test_a_translation_tells_the_same_entries() -> None:
    """Its file need not repeat the list, and repeating it is no second telling."""
    spanish = newsletter("2026-W47.es", "2026-W47", lang="es")
    (_, edition), problems = planned([A], spanish, listing(line("posts/a.md")))
    assert edition.issue.entries == (A,)
    assert not problems

    own = listing(line("posts/a.md"), stem="2026-W47.es", week="2026-W47", lang="es")
    _, problems = planned([A], own, listing(line("posts/a.md")))
    assert not problems


def test_an_unknown_reader_does_not_open_an_entry_to_all() -> None:
    """A typing error in audience is reported, and the entry stays with the staff."""
    staffs = line("posts/a.md", audience=["stafff"])

    (edition,), problems = planned([A], listing(staffs, audience=["families", "staff"]))

    assert [one.audience for one in edition.letters] == ["staff"]
    assert edition.issue.entries == ()
    assert [one.rule for one in problems] == ["word-unknown"]


@pytest.mark.parametrize(
    ("written", "path"),
    [("../posts/a.md", "posts/a.md"), ("posts/a.md", "posts/a.md"), ("/posts/a.md", "posts/a.md")],
)
def test_paths_are_written_as_links_are(written: str, path: str) -> None:
    """From the issue's file, or from the content folder."""
    assert content_path(written) == path
    assert content_path(written_path(path)) == path


def test_what_a_file_takes() -> None:
    """Its list and what it drops; a file without a list takes what is new."""
    made = listing(line("../posts/a.md"))
    made.fields.dropped = ["../posts/b.md"]

    taken = file_of_issue(made)

    assert (taken.week, taken.entries, taken.dropped) == (
        Week(2026, 47),
        ("posts/a.md",),
        ("posts/b.md",),
    )
    assert file_of_issue(newsletter()).entries is None


def test_letters_differ_by_their_readers() -> None:
    """Families, teachers and staff each get what is for them, and what is for all."""
    for_all, students = article("all"), article("work", audience=["students"])
    families = article("home", audience=["families"])
    staff = article("duty", audience=["staff"], staff_only=True, status="draft")
    everything = [for_all, students, families, staff]
    lines = [line(one.relative_source_path) for one in everything]
    issue = listing(*lines, audience=["families", "teachers", "staff"])

    (edition,), problems = planned(everything, issue)

    assert {one.audience: one.issue.entries for one in edition.letters} == {
        "families": (for_all, students, families),
        "teachers": (for_all, students),
        "staff": (for_all, students, staff),
    }
    assert edition.issue.entries == (for_all, students, families)
    assert not problems


def test_an_entry_that_nobody_would_get_is_a_problem() -> None:
    """Never silently shorter: the issue goes to families, the entry is for teachers."""
    teachers = article("room", audience=["teachers"])

    _, (problem,) = planned(
        [A, teachers], listing(line("posts/a.md"), line("posts/room.md"), audience=["families"])
    )

    assert (problem.rule, problem.value) == ("entry-for-nobody", "posts/room.md")


def test_an_issue_that_names_no_readers_is_one_letter() -> None:
    """For everybody, and so without what is for the staff."""
    staff = article("duty", audience=["staff"], staff_only=True, status="draft")

    (edition,), (problem,) = planned([A, staff], listing(line("posts/a.md"), line("posts/duty.md")))

    (letter,) = edition.letters
    assert (letter.audience, letter.issue.entries) == ("everybody", (A,))
    assert problem.rule == "entry-for-nobody"
