"""``media.yaml``: what is right counts, what is odd is named with its line."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from plugins.common.problems import Problem, ProblemLog
from plugins.media.captions import Caption, Said
from plugins.media.sheets import load_said

NAMES = ["ramp-test.jpg", "bridge.jpg", "été.jpg"]


@pytest.fixture
def read(school: Any) -> Any:
    """Read a text as the ``media.yaml`` of a folder with three photos."""

    def run(text: str | bytes) -> tuple[dict[str, Caption], list[Problem]]:
        log = ProblemLog()
        data = text if isinstance(text, bytes) else dedent(text)
        school.keep("media/robots/media.yaml", data)
        said = load_said(school.root, "media/robots", NAMES, log)
        return dict(said.photos), list(log)

    return run


def test_everything_that_can_be_said_about_a_photo_is_read(read: Any) -> None:
    """The shape that the guide shows."""
    captions, problems = read(
        """\
        photos:
          ramp-test.jpg:
            title: The ramp
            alt: A cardboard ramp with a small
              wheeled robot at the top
            caption: Team Gearbox tests the third ramp.
            credit: Maple Street School
            place: Room 12
            tags: [robotics, grade-4, robotics]
            grades: [K, 4]
            people: [anna-k, ben-t]
            decorative: no
            focus: [0.5, 0.5]
        """
    )
    assert problems == []
    found = captions["ramp-test.jpg"]
    assert found.alt == "A cardboard ramp with a small wheeled robot at the top"
    assert (found.title, found.caption) == ("The ramp", "Team Gearbox tests the third ramp.")
    assert (found.credit, found.place) == ("Maple Street School", "Room 12")
    assert (found.tags, found.grades) == (("robotics", "grade-4"), ("K", "4"))
    assert (found.people, found.focus) == (("anna-k", "ben-t"), (0.5, 0.5))
    assert found.decorative is False
    assert found.lines[""] == 2
    assert found.lines["alt"] == 4


def test_nobody_seen_differs_from_nobody_asked(read: Any) -> None:
    """``people: none`` is a statement; silence is not."""
    captions, problems = read(
        """\
        photos:
          ramp-test.jpg: {people: none}
          bridge.jpg: {alt: A bridge of straws}
          été.jpg: {people: }
        """
    )
    assert problems == []
    assert [captions[name].people for name in NAMES] == [(), None, None]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "photos:\n", "photos: {}\n"])
def test_an_empty_sheet_says_nothing(read: Any, text: str) -> None:
    """It may have been made to be filled in later."""
    assert read(text) == ({}, [])


def test_values_are_texts_as_written(read: Any) -> None:
    """No Norway, no numbers, no dates: a caption "no" is the word."""
    captions, _ = read("photos: {bridge.jpg: {caption: no, title: 2026-11-16, credit: 007}}")
    found = captions["bridge.jpg"]
    assert (found.caption, found.title, found.credit) == ("no", "2026-11-16", "007")


def test_two_files_whose_names_look_the_same_are_told_apart(school: Any) -> None:
    """One accent is written in two ways: what is said of one child is not said of the other."""
    names = ["\u00e9t\u00e9.jpg", "e\u0301te\u0301.jpg"]
    entries = "".join(f"  {name}: {{people: s-{n}}}\n" for n, name in enumerate(names))
    school.keep("media/robots/media.yaml", f"photos:\n{entries}")

    found = load_said(school.root, "media/robots", names[::-1], ProblemLog()).photos

    assert [found[name].people for name in names] == [("s-0",), ("s-1",)]


def test_accents_are_the_same_on_every_computer(read: Any) -> None:
    """A Mac may write é as two characters."""
    captions, problems = read("photos: {e\u0301te\u0301.jpg: {alt: A summer field}}")
    assert problems == []
    assert captions["été.jpg"].alt == "A summer field"


@pytest.mark.parametrize(
    ("text", "line", "rule", "part"),
    [
        ("photos:\n  bridge.jpg:\n    captoin: x\n", 3, "media-unknown-key", '"caption"'),
        ("fotos:\n  bridge.jpg:\n", 1, "media-unknown-key", '"photos"'),
        ("photos:\n  brigde.jpg: {alt: x}\n", 2, "media-no-such-file", '"bridge.jpg"'),
        ("photos:\n  bridge.jpg:\n    alt: A: b\n", 3, "media-yaml", "mapping"),
        ("photos:\n\tbridge.jpg: x\n", 2, "media-yaml", "token"),
        ("photos: [bridge.jpg]\n", 1, "media-shape", "file names"),
        ("photos:\n  bridge.jpg: A bridge\n", 2, "media-shape", "keys like alt"),
        ("photos:\n  bridge.jpg:\n    alt: [a, b]\n", 3, "media-value", "one text"),
        ("photos:\n  bridge.jpg:\n    tags: {a: b}\n", 3, "media-value", "a list"),
        ("photos:\n  bridge.jpg:\n    decorative: maybe\n", 3, "media-value", "true or false"),
        ("photos:\n  bridge.jpg:\n    focus: [50, 30]\n", 3, "media-value", "0 to 1"),
        ("photos:\n  bridge.jpg:\n    focus: middle\n", 3, "media-value", "0 to 1"),
        ("photos:\n  bridge.jpg: {}\n  bridge.jpg: {}\n", 3, "media-twice", "twice"),
        ("photos:\n  bridge.jpg:\n    alt: a\n    alt: b\n", 4, "media-twice", "twice"),
        ("photos:\n  ? [a]\n  : {}\n", 2, "media-shape", "a name"),
    ],
)
def test_what_is_odd_is_a_problem_with_its_line(
    read: Any, text: str, line: int, rule: str, part: str
) -> None:
    """With the rule, and words that help."""
    _, problems = read(text)
    assert [(one.path, one.line, one.rule) for one in problems] == [
        ("media/robots/media.yaml", line, rule)
    ]
    assert part in problems[0].message


def test_one_odd_line_does_not_spoil_the_others(read: Any) -> None:
    """What is right beside it counts."""
    captions, problems = read(
        """\
        photos:
          gone.jpg: {alt: Deleted long ago}
          bridge.jpg:
            focus: nowhere
            alt: A bridge of straws
        """
    )
    assert captions["bridge.jpg"].alt == "A bridge of straws"
    assert [one.rule for one in problems] == ["media-no-such-file", "media-value"]


@pytest.mark.parametrize(
    "text",
    [
        b"photos: {bridge.jpg: {caption: caf\xe9}}",
        b"\x00\x01\x02",
        b"photos: &a {bridge.jpg: *a}",
        b"photos: !!python/object/apply:os.system [echo]",
        b"[" * 1500,
        b"--- a\n--- b\n",
    ],
)
def test_whatever_lies_in_the_sheet_never_raises(read: Any, text: bytes) -> None:
    """Wrong encodings, binary, rings, programs, depth, two documents: a problem each."""
    _, problems = read(text)
    assert problems


def test_a_folder_without_a_sheet_is_no_problem(school: Any) -> None:
    """Alt texts may all stand in the posts."""
    log = ProblemLog()
    assert load_said(school.root, "media", NAMES, log) == Said()
    assert not log
