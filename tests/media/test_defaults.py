"""Patterns in media.yaml: ten years of screenshots in one line, and never a child by accident."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.media.catalogue import PhotoCatalogue
from plugins.media.defaults import matches


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.png", "a.png", True),
        ("*.png", "2015/deep/a.PNG", True),
        ("*.png", "a.png.jpg", False),
        ("screen-?.jpg", "screen-1.jpg", True),
        ("screen-?.jpg", "screen-12.jpg", False),
        ("img[0-9].jpg", "img7.jpg", True),
        ("img[!0-9].jpg", "img7.jpg", False),
        ("2015/*.jpg", "2015/a.jpg", True),
        ("2015/*.jpg", "2015/x/a.jpg", False),
        ("2015/*.jpg", "x/2015/a.jpg", False),
        ("2015/**", "2015/x/y/a.jpg", True),
        ("**/old/*.png", "old/a.png", True),
        ("**/old/*.png", "x/y/old/a.png", True),
        ("**", "x/a.png", True),
        ("a+b*.png", "a+b1.png", True),
        ("a+b*.png", "aab1.png", False),
        ("[z-a].png", "m.png", False),
    ],
)
def test_patterns_mean_what_people_expect(pattern: str, path: str, fits: bool) -> None:
    """Without a slash names anywhere below, with one paths from here."""
    assert matches(pattern, path) is fits


def people(school: Any, path: str) -> tuple[str, ...] | None:
    """Who is in a photo, as the site sees it."""
    return PhotoCatalogue(school.root, 50, school.run.problems).caption(path).people


def test_the_nearest_word_counts(school: Any) -> None:
    """The photo's own, then the patterns of its folder, then those of the folders above."""
    school.keep("media.yaml", 'defaults: {"*": {credit: School, people: [s-9]}}')
    school.keep(
        "media/media.yaml",
        'defaults:\n  "*.png": {people: none, tags: [screenshot]}\n  "*": {people: [s-1]}\n',
    )
    school.keep(
        "media/fair/media.yaml",
        "photos:\n  a.png: {people: [s-2]}\n  b.png: {alt: Two}\n  c.png: {people: }\n"
        '  "d*.png": {people: [s-3]}\n"e*.png": {people: [s-4]}\n',
    )
    for name in "abcdef":
        school.keep(f"media/fair/{name}.png", b"x")
    found = {name: people(school, f"media/fair/{name}.png") for name in "abcdef"}
    assert found == {
        "a": ("s-2",),
        "b": (),
        "c": None,  # a question that stands there is still open
        "d": ("s-3",),
        "e": ("s-4",),
        "f": (),
    }
    assert people(school, "media/fair/g.jpg") == ("s-1",)
    catalogue = PhotoCatalogue(school.root, 50, school.run.problems)
    assert catalogue.caption("media/fair/b.png").tags == ("screenshot",)
    assert catalogue.caption("media/fair/b.png").credit == "School"
    assert not school.run.problems


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_patterns_the_more_exact_one_counts(school: Any, turned: bool) -> None:
    """Whichever stands first: a wide "none" must not hide who is in the photos of a class."""
    lines = [
        '"*": {people: none, credit: School, tags: [fair]}',
        '"class-*": {people: [s-1]}',
        '"class-[0-9]*.png": {people: [s-2], tags: [screen]}',
    ]
    written = "\n  ".join(reversed(lines) if turned else lines)
    school.keep("media/media.yaml", f"defaults:\n  {written}\n")
    for name in ("ramp.jpg", "class-a.jpg", "class-1.png"):
        school.keep(f"media/{name}", b"x")
    catalogue = PhotoCatalogue(school.root, 50, school.run.problems)

    found = [
        catalogue.caption(f"media/{one}") for one in ("ramp.jpg", "class-a.jpg", "class-1.png")
    ]

    assert [one.people for one in found] == [(), ("s-1",), ("s-2",)]
    assert [one.tags for one in found] == [("fair",), ("fair",), ("screen",)]
    assert {one.credit for one in found} == {"School"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_patterns_as_exact_the_one_that_names_somebody_counts(
    school: Any, turned: bool
) -> None:
    """Whichever stands above the other: a child must not be overlooked by the order of lines."""
    lines = ['"ramp*": {people: none}', '"*.jpg": {people: [s-1]}']
    written = "\n  ".join(reversed(lines) if turned else lines)
    school.keep("media/media.yaml", f"defaults:\n  {written}\n")
    school.keep("media/ramp-a.jpg", b"x")

    assert people(school, "media/ramp-a.jpg") == ("s-1",)


def test_the_empty_description_of_an_import_leaves_the_word_to_a_pattern(school: Any) -> None:
    """What it leaves open beside each photo, one line may say for all of them."""
    school.keep(
        "media/media.yaml",
        'photos:\n  a.jpg: {alt: "", people: }\n  b.jpg: {alt: A bridge}\n'
        'defaults: {"*": {alt: The desks of room 12, people: none}}',
    )
    for name in ("a.jpg", "b.jpg"):
        school.keep(f"media/{name}", b"x")
    catalogue = PhotoCatalogue(school.root, 50, school.run.problems)

    found = [catalogue.caption(f"media/{name}") for name in ("a.jpg", "b.jpg")]

    assert [one.alt for one in found] == ["The desks of room 12", "A bridge"]
    assert [one.people for one in found] == [None, ()]


def test_a_default_of_the_wrong_shape_reviews_nothing(school: Any) -> None:
    """It is a problem, and hides what a folder above says."""
    school.keep("media/media.yaml", 'defaults: {"*": {people: {none: true}}}')
    school.keep("media/a.jpg", b"x")
    assert people(school, "media/a.jpg") is None
    assert [one.rule for one in school.run.problems] == ["media-value"]


def test_a_default_that_is_no_mapping_is_told(school: Any) -> None:
    """And does not end the build."""
    school.keep("media.yaml", "defaults: [people, none]")
    school.keep("media/a.jpg", b"x")
    assert people(school, "media/a.jpg") is None
    assert [one.rule for one in school.run.problems] == ["media-shape"]
