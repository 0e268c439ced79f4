"""Front matter is read as it was meant; what cannot be used is named and costs nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.problems import ProblemLog
from plugins.content.frontmatter import split_matter
from plugins.content.kinds import KINDS, Event, Issue, Tutorial
from plugins.content.vocabulary import Vocabulary

from .conftest import ZONE, Read


def test_yaml_front_matter_becomes_a_typed_model(read: Read) -> None:
    """Lists, dates, labels in any case: one model, no problem."""
    checked = read(
        """\
        ---
        title: Robots in the hallway
        date: 2026-11-16 15:30
        tags: [robotics, newsletter]
        grades: [Kindergarten, 4]
        audience: Families
        featured: yes
        ---
        Text.
        """
    )

    assert checked.problems == []
    assert checked.fields.date == datetime(2026, 11, 16, 15, 30, tzinfo=ZONE)
    assert checked.fields.grades == ["K", "4"]
    assert checked.fields.audience == ["families"]
    assert checked.fields.featured is True
    assert checked.body == "Text.\n"


def test_pelican_headers_are_read_too(read: Read) -> None:
    """An existing Pelican blog moves in as it is."""
    checked = read("Title: My post\nDate: 2012-11-30 10:20\nTags: a, b\nCategory: yeah\n\nText.\n")

    assert checked.problems == []
    assert checked.fields.title == "My post"
    assert checked.fields.tags == ["a", "b", "yeah"]
    assert checked.body.strip() == "Text."


def test_a_text_that_starts_like_a_header_is_still_a_text(read: Read) -> None:
    """ "Note: bring a charger" is the first sentence, not front matter."""
    checked = read("Note: bring a charger.\n\nMore.\n")

    assert checked.body.startswith("Note: bring a charger.")
    assert checked.rules == ["title-missing"]


@pytest.mark.parametrize(
    ("line", "value"), [("title: No", "No"), ("title: 12:30", "12:30"), ("title: 2024", "2024")]
)
def test_values_are_what_was_written(read: Read, line: str, value: str) -> None:
    """YAML's guesses (no is false, 12:30 is 750) never reach a page."""
    assert read(f"---\n{line}\n---\n").fields.title == value


def test_an_unknown_key_is_named_with_its_line_and_a_suggestion(read: Read) -> None:
    """`audeince` would show a staff text to families; it must not pass."""
    checked = read("---\ntitle: x\naudeince: [families]\n---\n")

    (problem,) = checked.problems
    assert (problem.rule, problem.line, problem.value) == ("key-unknown", 3, "audeince")
    assert 'Did you mean "audience"?' in problem.message


def test_every_wrong_value_is_named_at_once_and_the_good_ones_stay(read: Read) -> None:
    """Four mistakes, four problems with their lines; the page keeps everything else."""
    checked = read(
        """\
        ---
        title: Robots
        date: 2026-02-30
        grades: [4, 13]
        status: publish
        lang: English!
        tags: [robotics]
        ---
        """
    )

    assert {(p.rule, p.line, p.value) for p in checked.problems} == {
        ("date-invalid", 3, "2026-02-30"),
        ("word-unknown", 4, "13"),
        ("status-invalid", 5, "publish"),
        ("lang-invalid", 6, "English!"),
    }
    assert checked.fields.grades == ["4"]
    assert checked.fields.date == datetime(2026, 11, 16, tzinfo=ZONE)  # from the file's name
    assert checked.fields.tags == ["robotics"]


def test_a_word_outside_the_vocabulary_lists_the_allowed_ones(read: Read) -> None:
    """The coach needs no other page to mend it."""
    (problem,) = read("---\ntitle: x\nskills: [creat]\n---\n").problems

    assert 'Did you mean "create"?' in problem.message
    assert "create" in problem.hint


@pytest.mark.parametrize("word", ["Staff", " staff", "STAFF"])
def test_the_staff_are_known_without_a_vocabulary(read: Read, word: str) -> None:
    """However it is written, what is for them alone must not be public."""
    checked = read(f'---\ntitle: x\naudience: ["{word}"]\n---\n', vocabulary=Vocabulary())

    assert (checked.fields.audience, checked.rules) == (["staff"], [])


@pytest.mark.parametrize("word", ["stafff", "staffs", "staf", "“staff”", "staff only"])
def test_what_is_nearly_the_staff_is_no_word_of_the_schools_own(read: Read, word: str) -> None:
    """Without a vocabulary any word would do, and everybody would read it."""
    checked = read(f"---\ntitle: x\naudience: [{word}]\n---\n", vocabulary=Vocabulary())

    assert checked.rules == ["word-unknown"]
    assert "families, teachers, students, staff" in checked.problems[0].hint


def test_without_a_vocabulary_a_school_has_words_of_its_own(read: Read) -> None:
    """It is not scolded for having none."""
    text = "---\ntitle: x\naudience: [parents, Pupils]\ngrades: [4a]\n---\n"
    checked = read(text, vocabulary=Vocabulary())

    assert (checked.fields.audience, checked.rules) == (["parents", "Pupils"], [])


def test_broken_yaml_is_a_problem_with_its_line_and_the_rest_is_rescued(read: Read) -> None:
    """One forgotten quote costs neither title nor tags."""
    checked = read('---\ntitle: Robots\nsummary: "open\ntags: [a, b]\n---\nText.\n')

    assert checked.rules == ["front-matter-unreadable"]
    assert checked.fields.title == "Robots"
    assert checked.fields.tags == ["a", "b"]
    assert checked.body == "Text.\n"


@pytest.mark.parametrize("lines", ["\t- path: a.md", "  - path: a.md\n\tblurb: b"])
def test_a_tab_is_called_a_tab(read: Read, lines: str) -> None:
    """Nobody sees it, and no quotes help."""
    (problem,) = read(f"---\ntitle: x\nentries:\n{lines}\n---\n").problems[:1]

    assert "starts with a tab" in problem.message
    assert "Put spaces there" in problem.hint


def test_front_matter_that_never_ends_is_reported(read: Read) -> None:
    """The text below it is still the text."""
    checked = read("---\ntitle: Robots\n\nText.\n")

    assert checked.rules == ["front-matter-open"]
    assert checked.fields.title == "Robots"
    assert "Text." in checked.body


def test_a_key_that_stands_twice_is_reported(read: Read) -> None:
    """The first one counts."""
    checked = read("---\ntitle: One\ntitle: Two\n---\n")

    assert checked.rules == ["key-twice"]
    assert checked.fields.title == "One"


def test_an_entry_whose_dash_is_missing_is_not_swallowed_by_the_one_above(read: Read) -> None:
    """YAML keeps the second path alone, and the letter would be silently shorter."""
    checked = read(
        "---\ntitle: x\nentries:\n  - path: ../posts/a.md\n    path: ../posts/b.md\n---\n",
        "newsletter/2026-W47.md",
    )

    assert [(one.rule, one.line) for one in checked.problems] == [("key-twice", 5)]


def test_a_missing_title_comes_from_the_file_name(read: Read) -> None:
    """The page is there, and the problem says what to add."""
    checked = read("---\ndate: 2026-11-16\n---\n")

    assert checked.rules == ["title-missing"]
    assert checked.fields.title == "Robots"


def test_a_time_that_the_clock_change_skips_is_reported(read: Read) -> None:
    """2:30 on the night of the change does not exist."""
    (problem,) = read("---\ntitle: x\ndate: 2026-03-08 02:30\n---\n").problems

    assert problem.rule == "date-invalid"
    assert "clocks go forward" in problem.message


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        ("tutorials/scratch.md", {"key-missing"}),
        ("galleries/robots.md", {"key-missing"}),
        ("events/2026-12-03-talk.md", {"key-missing"}),
        ("episodes/2026-12-03-talk.md", {"key-missing"}),
        ("newsletter/week.md", {"week-invalid"}),
    ],
)
def test_each_kind_asks_for_what_it_needs(read: Read, path: str, rules: set[str]) -> None:
    """A kind's own required keys are named when they are missing."""
    assert set(read("---\ntitle: x\ndate: 2026-11-01\n---\n", path).rules) == rules


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("featured: maybe", '"maybe" in featured is neither true nor false.'),
        ("minutes: ten", '"ten" in minutes is not a whole number.'),
        ("minutes: 0", '"0" in minutes must be more than 0.'),
        ("lang: English!", '"English!" in lang is no language code like en or es.'),
        (
            "status: publish",
            '"publish" in status is none of published, draft, hidden. Did you mean "published"?',
        ),
        ("summary: [a, b]", "\"['a', 'b']\" in summary holds a list; write it as one line."),
        ("tags: {a: b}", "\"{'a': 'b'}\" in tags holds pairs; write [one, two]."),
        ("expires: soon", '"soon" in expires is not a date.'),
    ],
)
def test_a_refusal_speaks_to_a_coach(read: Read, line: str, message: str) -> None:
    """No word of programmers' reaches the list of problems."""
    minutes = "" if line.startswith("minutes") else "minutes: 5\n"
    checked = read(f"---\ntitle: x\ndate: 2026-01-01\n{minutes}{line}\n---\n", "tutorials/x.md")

    assert [problem.message for problem in checked.problems] == [message]


def test_kinds_give_their_own_fields(read: Read) -> None:
    """Minutes are a number, an event has a start in the school's zone, an issue has a week."""
    tutorial = read("---\ntitle: x\ndate: 2026-01-01\nminutes: 45\n---\n", "tutorials/x.md").fields
    event = read(
        "---\ntitle: x\nstart: 2026-12-03 08:30\nlocation: Library\n---\n", "events/2026-11-01-x.md"
    ).fields
    issue = read("---\ntitle: x\ndate: 2026-11-20\n---\n", "newsletter/2026-W47.md").fields

    assert isinstance(tutorial, Tutorial)
    assert tutorial.minutes == 45
    assert isinstance(event, Event)
    assert event.start.isoformat() == "2026-12-03T08:30:00-05:00"
    assert isinstance(issue, Issue)
    assert str(issue.week) == "2026-W47"


@given(text=st.text(max_size=300), kind=st.sampled_from(sorted(KINDS)))
def test_no_text_ever_breaks_the_reading(text: str, kind: str) -> None:
    """Whatever stands in a file, there is a model for its page and nothing is raised."""
    from plugins.content.checking import check_matter

    from .conftest import VOCABULARY

    for whole in (text, f"---\n{text}\n---\nBody", f"Title: {text}"):
        log = ProblemLog()
        matter = split_matter(whole, f"{kind}/x.md", log)
        fields = check_matter(matter, kind, f"{kind}/x.md", VOCABULARY, ZONE, log)
        assert fields.title
        assert fields.date.tzinfo is not None
