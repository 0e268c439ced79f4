"""One picture in two folders: what is said of one copy must not publish a child of the other."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plugins.media.captions import Caption
from plugins.media.consent.twins import find_contradictions
from plugins.media.copies import find_copies
from tests.builders import build
from tests.media.consent.school import FILES, SHEET, school_with

SAME = hashlib.sha256(b"same").hexdigest()


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


@pytest.mark.site
@pytest.mark.parametrize("people", ["[s-002]", "none"])
def test_a_copy_that_nothing_shows_speaks_for_the_picture(tmp_path: Path, people: str) -> None:
    """P2: a photo that was held back does not come back in another folder, under a pattern."""
    files: dict[str, str | bytes] = {
        "media/fair/media.yaml": SHEET.replace("[s-002]", people),
        "media/posts/cover.jpg": FILES["media/fair/bridge.jpg"],
        "media/posts/media.yaml": "defaults: {'*': {people: none, alt: A bridge of straws}}\n",
        "posts/2026-11-16-robots.md": "---\ntitle: A\ndate: 2026-11-16\nsummary: A.\n---\n\n"
        "![](../media/posts/cover.jpg)\n",
        "galleries/fair.md": "---\ntitle: A\ndate: 2026-11-16\nstatus: draft\n---\n\nA.\n",
    }

    built = build(school_with(tmp_path, files), "publish")

    assert built.result.switched is (people == "none")
    assert [(one.value, one.rule) for one in built.problems] == [
        ("media/posts/cover.jpg", "photo-reviewed-twice")
    ] * (people != "none")


def test_only_files_as_long_as_a_shown_one_are_read(tmp_path: Path) -> None:
    """Ten thousand photos cost a look at their length; one that is gone costs nothing."""
    for name, data in (("a", b"same"), ("b", b"same"), ("c", b"else"), ("d", b"longer")):
        (tmp_path / name).write_bytes(data)
    somebody = Caption(people=("s-1",))
    said = [(name, somebody) for name in ("a", "b", "c", "d", "gone")]
    said.append(("b", Caption(people=())))

    assert find_copies(tmp_path, {"a": SAME}, said) == {"b": SAME}
