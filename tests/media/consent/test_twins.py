"""One picture in two folders: what is said of one copy must not publish a child of the other."""

from __future__ import annotations

from plugins.media.captions import Caption
from plugins.media.consent.twins import find_contradictions


def found(**people: tuple[str, ...] | None) -> list[tuple[str, str, int]]:
    """The problems where each photo is the same picture, with these people in it."""
    said = {
        f"media/{name}.jpg": Caption(people=ids, lines={"people": 7})
        for name, ids in people.items()
    }
    problems = find_contradictions(dict.fromkeys(said, "d1"), said)
    return [(one.path, one.value, one.line) for one in problems]


def test_a_copy_that_names_fewer_people_is_named() -> None:
    """At its own line; the one that names the most is taken to be right."""
    assert found(a=(), b=("s-1",)) == [("media/media.yaml", "media/a.jpg", 7)]
    assert found(a=("s-1", "s-2"), b=("s-1",)) == [("media/media.yaml", "media/b.jpg", 7)]
    assert found(a=("s-1",), b=("s-2",)) == [("media/media.yaml", "media/b.jpg", 7)]


def test_copies_that_agree_are_no_problem() -> None:
    """In any order and spelling; one that nobody looked at is a problem of its own."""
    assert found(a=("s-1", "s-2"), b=("S-2", " s-1 ")) == []
    assert found(a=(), b=()) == []
    assert found(a=None, b=("s-1",)) == []


def test_other_pictures_have_nothing_to_do_with_one_another() -> None:
    """Only the same bytes are the same picture."""
    said = {"a.jpg": Caption(people=()), "b.jpg": Caption(people=("s-1",))}
    assert list(find_contradictions({"a.jpg": "d1", "b.jpg": "d2"}, said)) == []
