"""Names beside the photos of a letter: what its file says of an entry stands beside its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.run import Mode
from tests.builders import build
from tests.media.consent.school import ADA, POST, REGISTER, SHEET, ZOE, school_with

pytestmark = pytest.mark.site

RAMP = POST.replace("image: ../media/fair/sign.png", "image: ../media/fair/ramp.jpg").partition(
    "![]"
)[0]
LETTER = """---
title: The week in one letter
week: 2026-W47
date: 2026-11-20
preview: Four ramps
entries:
  - path: ../posts/2026-11-16-robots.md
    section: The hall
    blurb: The third ramp held.
---

Dear all.
"""


def problems(
    folder: Path, letter: str, post: str = RAMP, register: str = REGISTER, mode: Mode = "publish"
) -> list[tuple[str, int, str, str]]:
    """What is wrong with a school that publishes ``letter``."""
    texts: dict[str, str | bytes] = {
        "posts/2026-11-16-robots.md": post,
        "newsletter/2026-W47.md": letter,
    }
    built = build(school_with(folder, texts, register), mode)
    assert built.result.switched == (mode == "preview" or not built.problems)
    assert not [one for one in built.problems if ADA in str(one) or ZOE in str(one)]
    return [(one.path, one.line, one.rule, one.value) for one in built.problems]


def test_a_letter_without_names_is_published(tmp_path: Path) -> None:
    """Its words and its photos are for everybody."""
    assert problems(tmp_path, LETTER) == []


@pytest.mark.parametrize(
    ("place", "words", "line"),
    [
        ("The third ramp held.", f"{ADA} built it.", 6),
        ("The hall", f"Work of {ADA}", 6),
        ("preview: Four ramps", f"preview: {ADA} wins", 5),
        ("title: The week in one letter", f"title: {ADA} wins", 2),
        ("Dear all.", f"Dear all.\n\n{ADA} built it.\n\nGood night.", 0),
    ],
    ids=["blurb", "section", "preview", "title", "note"],
)
@pytest.mark.parametrize("mode", ["publish", "preview"])
def test_a_full_name_in_a_letter_takes_a_full_release(
    tmp_path: Path, place: str, words: str, line: int, mode: Mode
) -> None:
    """In each of its words that stand beside the photo of an entry, told without the name."""
    found = problems(tmp_path, LETTER.replace(place, words), mode=mode)

    assert found == [("newsletter/2026-W47.md", line, "name-beside-photo", "s-001")]


def test_who_released_a_name_for_the_site_alone_is_not_named_in_the_mail(tmp_path: Path) -> None:
    """The post may say it on its page; the letter would say it beside a photo, too."""
    register = REGISTER.replace("image,site,", "full,site,")
    post = RAMP.replace("title: Robots on a ramp", f"title: The ramp of {ZOE}")

    mailed = problems(tmp_path / "mailed", LETTER, post, register)
    sent = "sent:\n  date: 2026-11-20 16:00\n  text: {}\n---\n\nDear"
    before = LETTER.replace("---\n\nDear", sent.format("0"))
    kept = problems(tmp_path / "kept", before, post, register)

    assert mailed == [("posts/2026-11-16-robots.md", 2, "name-beside-photo", "s-002")]
    assert [rule for _, _, rule, _ in kept] == ["issue-changed"]


@pytest.mark.parametrize("place", ["preview: Four", "Dear all."], ids=["preview", "note"])
def test_the_picture_of_the_letter_itself_counts_too(tmp_path: Path, place: str) -> None:
    """Though no entry has one; the letter opens with it."""
    post = RAMP.replace("image: ../media/fair/ramp.jpg\n", "")
    cover = "image: ../media/fair/ramp.jpg\nimage_alt: A ramp of cardboard\nsummary: Ramps\n"
    letter = LETTER.replace("entries:", f"{cover}entries:").replace(place, f"{place} {ADA}")

    assert {rule for _, _, rule, _ in problems(tmp_path, letter, post)} == {"name-beside-photo"}


@pytest.mark.parametrize("where", ["note", "caption", "place"])
def test_what_is_mailed_beside_a_photo_is_released_for_mail(tmp_path: Path, where: str) -> None:
    """The name is released in full for the site, the photo for both: the mail has no such name."""
    register = REGISTER.replace("image-first-name,site; newsletter", "full,site").replace(
        "image,site,", "image,site; newsletter,"
    )
    shown = "Dear all.\n\n![](../media/fair/bridge.jpg)"
    letter = LETTER.replace("Dear all.", shown if where == "caption" else "Dear all.")
    if where == "note":
        letter = letter.replace("Dear all.", f"{ADA} built it.\n\n{shown}")
    post = RAMP.replace("fair/ramp.jpg", "fair/sign.png")
    texts: dict[str, str | bytes] = {
        "newsletter/2026-W47.md": letter,
        "posts/2026-11-16-robots.md": post,
    }
    if where == "caption":
        texts["media/fair/media.yaml"] = SHEET.replace(
            "Sixteen straws", f"{ADA} and sixteen straws"
        )
    if where == "place":
        texts["newsletter/2026-W47.md"] = letter.replace(
            "posts/2026-11-16-robots", "events/2026-11-18-night"
        )
        front = f"start: 2026-12-01 18:00\nlocation: The hall of {ADA}\ntags: [newsletter]\n"
        front += "image: ../media/fair/sign.png\n"
        texts["events/2026-11-18-night.md"] = (
            f"---\ntitle: Family night\ndate: 2026-11-18\nsummary: Come.\n{front}---\n\nAll.\n"
        )

    found = build(school_with(tmp_path, texts, register), "publish").problems

    assert {one.rule for one in found} == {"name-beside-photo"}
    assert {'level "full" for the newsletter' in one.message for one in found} == {True}


def test_words_beside_no_photo_are_free(tmp_path: Path) -> None:
    """A letter whose entries have no photo may thank somebody."""
    post = RAMP.replace("image: ../media/fair/ramp.jpg\n", "")
    letter = LETTER.replace("The third ramp held.", f"{ADA} built it.")

    assert problems(tmp_path, letter, post) == []
