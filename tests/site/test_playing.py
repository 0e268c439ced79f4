"""Clips and recordings in whole sites: the page, the feed, the episode, and nothing private."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.media.playing.conftest import CAPTIONS, film, mp3

pytestmark = pytest.mark.site

POST = """---
title: The run
date: 2026-11-16
summary: One run.
tags: [robotics]
---

![A robot rolls down a ramp](../media/robots/IMG_0815.MOV "Third try")

![What the winners say](../media/robots/talk.mp3)

<video src="../media/robots/IMG_0815.MOV" aria-label="The same again"></video>

[The film](../media/robots/IMG_0815.MOV), [the words](../media/robots/talk.mp3).
"""
EPISODE = """---
title: Book talk
date: 2026-11-17
audio: ../media/robots/talk.mp3
---

## Transcript

Words.
"""
WORDS = "---\ntitle: What the winners say\ndate: 2026-11-15\n---\n\nWe won.\n"
SHEET = """photos:
  IMG_0815.MOV:
    people: none
  talk.mp3:
    transcript: ../../posts/2026-11-15-words.md
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str | bytes]:
    """A school with a film from a telephone and a recording with tags."""
    clip = film(tmp_path / "clip.mov", rotation=90, frames=30)
    return {
        "posts/2026-11-16-run.md": POST,
        "posts/2026-11-15-words.md": WORDS,
        "episodes/2026-11-17-book.md": EPISODE,
        "media/robots/IMG_0815.MOV": clip.read_bytes(),
        "media/robots/IMG_0815.en.vtt": CAPTIONS,
        "media/robots/talk.mp3": mp3(),
        "media/robots/media.yaml": SHEET,
    }


def test_a_site_with_film_and_sound_is_published_bare(build: Any, files: Any) -> None:
    """No problem, no private word in any file, no original, no name of a camera's file."""
    built = build(files, "publish")
    assert built.rules == set()
    assert built.result.run.report["clips"] == 2
    for file in (one for one in built.output.rglob("*") if one.is_file()):
        data = file.read_bytes()
        assert not re.search(rb"CANARY|38\.8977|IMG_0815|talk\.mp3", data), file
        assert "IMG_0815" not in file.name
    assert not (built.output / "media").exists()


def test_every_address_of_a_player_is_there(build: Any, files: Any) -> None:
    """B8, for what only players load; and the words lead to a page of the site."""
    built = build(files)
    page = BeautifulSoup(built.html("posts/run/index.html"), "html.parser")
    assert [one.name for one in page.select("figure > :first-child")] == ["video", "audio", "video"]
    loaded = [one["src"] for one in page.select("source[src], track[src]")]
    loaded += [one["poster"] for one in page.select("video")]
    loaded += [one["href"] for one in page.select(".text a[href^='/clips/']")]
    assert len(loaded) > 8
    for address in loaded:
        assert (built.output / address.lstrip("/")).is_file(), address
    words = page.select_one("figure.recording figcaption a:not([download])")
    assert (words["href"], words.get_text()) == ("/posts/words/", "Read the transcript")
    assert page.select("link[href$='playing.css']")
    assert "playing.css" not in built.html("posts/words/index.html")


def test_a_feed_shows_the_picture_and_leads_to_the_film(build: Any, files: Any) -> None:
    """Absolute, and an episode's bytes are those of its file."""
    built = build(files, "publish")
    feeds = built.output / "feeds"
    (run,) = [
        one
        for one in feedparser.parse((feeds / "posts.rss.xml").read_bytes()).entries
        if one.title == "The run"
    ]
    html = BeautifulSoup(run.content[0].value, "html.parser")
    link = html.select_one("figure > a")
    assert re.fullmatch(r"https://school\.example/clips/\w+\.mp4", link["href"])
    assert link.img["alt"] == "A robot rolls down a ramp"
    assert (link.img["width"], link.img["height"]) == ("160", "120")
    assert html.find("video") is None
    (talk,) = feedparser.parse((feeds / "episodes.rss.xml").read_bytes()).entries
    (sound,) = talk.enclosures
    file = built.output / sound.href.removeprefix("https://school.example/")
    assert (int(sound.length), sound.type) == (file.stat().st_size, "audio/mpeg")


def test_a_damaged_clip_stops_a_publish_and_not_a_preview(build: Any, files: Any) -> None:
    """Each is named, and the rest of the site is there to look at."""
    files["media/robots/IMG_0815.MOV"] = files["media/robots/IMG_0815.MOV"][:900]
    files["media/robots/talk.mp3"] = b"<html>Not found</html>"
    built = build(files)
    named = {(one.path, one.rule) for one in built.result.run.problems}
    assert ("media/robots/IMG_0815.MOV", "recording-broken") in named
    assert ("media/robots/talk.mp3", "recording-format") in named
    assert not {rule for _, rule in named if rule.startswith("photo")}
    assert "missing" in built.html("posts/run/index.html")
    assert "missing" in built.html("episodes/book/index.html")
