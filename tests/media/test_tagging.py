"""What a photo is filed under: the school's words, and no more of a camera's than those."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.school import ROOT
from plugins.common.problems import ProblemLog
from plugins.content.vocabulary import load_vocabulary
from plugins.media.tagging import (
    day_in_name,
    find_unknown,
    settle_event,
    settle_grades,
    settle_tags,
    shape_of,
    sort_of,
)
from plugins.media.words import KnownWords, Tag, gather_words


@pytest.fixture(scope="module")
def known() -> KnownWords:
    """The sample school's vocabulary, and three tags in use."""
    vocabulary = load_vocabulary(Path(ROOT) / "content", ProblemLog())
    return gather_words(vocabulary, ["circuits", "stop-motion", "grade-4"])


def slugs(tags: tuple[Tag, ...]) -> list[str]:
    """The slugs of tags."""
    return [tag.slug for tag in tags]


def test_what_people_write_counts_and_reads_like_the_vocabulary(known: KnownWords) -> None:
    """By id or label, each once; a free word stays as it is, with a capital."""
    tags = settle_tags(["Robotics", "robotics", "micro:bit", "paper boats"], [], "", known)

    assert [tag.label for tag in tags] == ["micro:bit", "Paper boats", "Robotics"]
    assert slugs(tags) == ["micro-bit", "paper-boats", "robotics"]


def test_a_grade_among_the_tags_is_a_grade(known: KnownWords) -> None:
    """``grade-4``, ``Grade 4`` and ``kindergarten`` are what the vocabulary calls them."""
    tags = ["grade-4", "Kindergarten", "making"]

    assert slugs(settle_tags(tags, [], "", known)) == ["making"]
    assert settle_grades(["4", "Grade 2"], tags, known) == ("K", "2", "4")


def test_of_a_cameras_words_only_the_schools_own_are_kept(known: KnownWords) -> None:
    """Names hide in keywords and titles."""
    tags = settle_tags(
        [], ["Anna Miller", "circuits", "Robotics"], "Anna Miller, photography club", known
    )

    assert slugs(tags) == ["circuits", "photography", "robotics"]
    assert "Miller" not in repr(tags)


def test_a_grade_that_the_school_does_not_have_is_named(known: KnownWords) -> None:
    """With what was probably meant; a free tag is nobody's mistake."""
    found = find_unknown(["4", "Grad 5"], ["grade-44", "skyline", "grade-4"], known)

    assert [(one.key, one.word) for one in found] == [("grades", "Grad 5"), ("tags", "grade-44")]
    assert 'Did you mean "Grade 5"?' in found[0].message
    assert "Kindergarten" in found[1].hint


def test_a_school_without_a_vocabulary_is_not_scolded() -> None:
    """Every word is right there."""
    known = gather_words(None, ["circuits"])

    assert find_unknown(["Year 3"], ["grade-44"], known) == ()
    assert settle_grades(["Year 3"], ["x"], known) == ("Year 3",)
    assert slugs(settle_tags(["Robots"], ["circuits", "Anna"], "Anna", known)) == [
        "circuits",
        "robots",
    ]


@pytest.mark.parametrize(
    ("folder", "said", "event"),
    [
        ("media/robotics-fair", "", "Robotics fair"),
        ("media/2026-11-20-robotics-fair", "", "Robotics fair"),
        ("media/2026/cardboard_city", "", "Cardboard city"),
        ("media/robotics-fair", "Fall fair", "Fall fair"),
        ("media/posts", "", ""),
        ("media", "", ""),
        ("media/posts", "Open day", "Open day"),
    ],
)
def test_the_folder_tells_the_event(folder: str, said: str, event: str) -> None:
    """Unless ``media.yaml`` does, or the folder is none of an event."""
    assert settle_event(folder, said) == event


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11-20-robotics-fair-3f9ac1.jpg", date(2026, 11, 20)),
        ("2026-13-40-x.jpg", None),
        ("2026-ramp.jpg", None),
        ("ramp.jpg", None),
    ],
)
def test_an_imported_name_tells_the_day(name: str, day: date | None) -> None:
    """And no other name does."""
    assert day_in_name(name) == day


def test_the_file_tells_how_it_lies_and_what_it_is() -> None:
    """A square photo is hardly ever square to the pixel."""
    sizes: list[tuple[int, int]] = [(1600, 1200), (900, 1600), (1000, 1010)]

    assert [shape_of(*size) for size in sizes] == ["landscape", "portrait", "square"]
    assert sort_of("JPEG", moving=False) == "photo"
    assert sort_of("PNG", moving=False) == "graphic"
    assert sort_of("GIF", moving=True) == "animation"


def test_words_without_a_letter_are_no_tags(known: KnownWords) -> None:
    """No address could be made of them."""
    odd: list[Any] = ["🤖", "...", "!"]
    assert settle_tags(odd, odd, "🤖", known) == ()
