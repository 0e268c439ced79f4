"""Clips and voices on their way to another place, by whom they show and where that is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import build
from tests.media.consent.school import SHEET, picture, school_with
from tests.media.playing.conftest import film, wav

pytestmark = pytest.mark.site

LETTER = """---
title: The week
week: 2026-W47
date: 2026-11-20
summary: Ramps.
---

Hello.

![The walk through the hall](../media/fair/walk.mp4 "A clip of the fair")

![Two voices about ramps](../media/fair/talk.wav "A talk at the fair")

See [the film](../media/fair/walk.mp4), hear [the talk](../media/fair/talk.wav).

## Transcript

Words.
"""


@pytest.mark.parametrize(("people", "mailed"), [("s-001", True), ("s-002", False)])
def test_what_is_played_is_mailed_as_its_people_allow(
    tmp_path: Path, people: str, mailed: bool
) -> None:
    """P1, for a clip whose poster shows nobody, and for a voice: words and links go with them."""
    sheet = SHEET + (
        f"  walk.mp4: {{alt: A walk, people: [{people}], poster: sign.png}}\n"
        f"  talk.wav: {{alt: A talk, people: [{people}]}}\n"
    )
    film(tmp_path / "walk.mp4", sound=False)
    school = school_with(
        tmp_path,
        {
            "media/fair/media.yaml": sheet,
            "media/fair/walk.mp4": (tmp_path / "walk.mp4").read_bytes(),
            "media/fair/talk.wav": wav(0.2),
            "media/fair/sign.png": picture("navy", name="PNG"),
            "newsletter/2026-W47.md": LETTER,
        },
    )

    built = build(school, "publish")

    assert built.problems == []
    page = built.read("newsletter/2026-w47/index.html")
    (file,) = (school.work / "outbox").rglob("message.html")
    mail = file.read_text("utf-8")
    for words in ("A clip of the fair", "A talk at the fair", "/clips/"):
        assert words in page
        assert (words in mail) is mailed


@pytest.mark.parametrize(("who", "told"), [("Ada Lovelace", True), ("The fourth grade", False)])
def test_captions_stand_on_the_picture_of_a_clip(tmp_path: Path, who: str, told: bool) -> None:
    """A full name in them takes a full release, as below a photo."""
    film(tmp_path / "walk.mp4")
    files: dict[str, str | bytes] = {
        "media/fair/media.yaml": SHEET + "  walk.mp4: {alt: A walk, people: [s-001]}\n",
        "media/fair/walk.mp4": (tmp_path / "walk.mp4").read_bytes(),
        "media/fair/walk.vtt": f"WEBVTT\n\n00:00.100 --> 00:00.500\n{who} built the ramp.\n",
        "posts/2026-11-16-robots.md": "---\ntitle: A\ndate: 2026-11-16\nsummary: A.\n---\n\n"
        "![](../media/fair/walk.mp4)\n",
    }

    built = build(school_with(tmp_path, files), "publish")

    found = [(one.path, one.rule, one.value) for one in built.problems]
    assert found == [("media/fair/walk.vtt", "name-beside-photo", "s-001")] * told
