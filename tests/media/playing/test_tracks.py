"""Caption files: found beside the clip, checked lightly, published bare."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.media.playing.tracks import Track, language_of, read_track, tracks_beside

SHOWN = '<p><img data-photo="media/run.mov" data-line="7" alt="A robot rolls"></p>'
GOOD = "WEBVTT\n\n00:00.100 --> 00:00.700 line:80%\n<v Coach>Go.\nOn!\n"


def test_captions_are_named_like_their_clip() -> None:
    """With a language or without; nothing else beside it counts."""
    names = ["run.mov", "run.vtt", "run.es.vtt", "run.en-US.VTT", "running.vtt", "run.old.copy.vtt"]
    assert tracks_beside("run.mov", names) == ["run.en-US.VTT", "run.es.vtt", "run.vtt"]
    assert [language_of(name, "en") for name in ("run.vtt", "run.es.vtt", "run.en-US.VTT")] == [
        "en",
        "es",
        "en-US",
    ]


def test_a_language_is_named_in_its_own_words() -> None:
    """An unknown one by its code."""
    labels = [Track("", one).label for one in ("en", "es", "qqq")]
    assert labels == ["English", "español", "qqq"]


def test_only_what_is_shown_is_published() -> None:
    """Notes, names of cues, styles and the words behind WEBVTT stay at home."""
    text = (
        "\ufeffWEBVTT - by CANARY\nKind: CANARY\n\nNOTE\nCANARY\n\nSTYLE\n::cue(b) {}\n\n"
        "CANARY-1\n00:00:00.100 --> 00:00:00.700\nGo.\n"
    )
    bare, flaws = read_track(text, 5)
    assert bare == "WEBVTT\n\n00:00:00.100 --> 00:00:00.700\nGo.\n"
    assert not flaws
    assert read_track(GOOD, 5) == (GOOD, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("1\n00:00:00,100 --> 00:00:00,700\nGo.\n", 1),
        ("WEBVTT\n\n00:00,100 --> 00:00,700\nGo.\n", 3),
        ("WEBVTT\n\nfirst\n00:02.000 --> 00:01.000\nGo.\n", 4),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\nGo.\n", 3),
        ("WEBVTT\n\n01:01.000 --> 01:02.000\nGo.\n", 3),
        ("WEBVTT\n\nNOTE nothing yet\n", 1),
    ],
)
def test_what_players_would_drop_in_silence_is_named_with_its_line(text: str, line: int) -> None:
    """SubRip's commas above all."""
    assert [flaw.line for flaw in read_track(text, 5)[1]] == [line]


def test_a_clip_with_sound_needs_captions(school: Any, reel: Any, shown: Any) -> None:
    """It is shown all the same in a preview."""
    reel.film(school.root / "media/run.mov")
    school.keep("media/media.yaml", "photos: {run.mov: {people: none}}")
    assert "<video" in shown(SHOWN)
    assert [(one.path, one.rule) for one in school.run.problems] == [
        ("media/run.mov", "captions-missing")
    ]


def test_captions_may_be_named_in_the_sidecar(school: Any, reel: Any, shown: Any) -> None:
    """Several languages; the first is shown at first. A wrong one is named."""
    reel.film(school.root / "media/run.mov")
    school.keep("media/words/a.es.vtt", GOOD)
    school.keep("media/b.vtt", GOOD.replace("Go", "Los"))
    sheet = "photos: {run.mov: {people: none, captions: [words/a.es.vtt, b.vtt]}}"
    school.keep("media/media.yaml", sheet)
    html = shown(SHOWN)
    assert html.index('srclang="es" label="español" default') < html.index('srclang="en"')
    assert html.count(" default") == 1
    assert not school.rules
    school.keep("media/media.yaml", sheet.replace("b.vtt", "none.vtt"))
    school.keep("media/words/a.es.vtt", "WEBVTT\n\n00:00 --> 00:01\nGo.\n")
    shown(SHOWN)
    assert [(one.path, one.line, one.rule) for one in school.run.problems] == [
        ("media/none.vtt", 0, "captions-broken"),
        ("media/words/a.es.vtt", 3, "captions-broken"),
    ]
