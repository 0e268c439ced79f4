"""Recordings in a text: bare sound, its length and size, and a transcript."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from plugins.common.run import Mode
from tests.builders import build, small_school

pytestmark = pytest.mark.slow

SHOWN = (
    '<p><img data-photo="media/talk" data-line="7" alt="Interview in the library" title="A talk">'
    "</p>"
)
TRANSCRIPT = '<h2 id="transcript">Transcript</h2>'


def keep(school: Any, reel: Any, sort: str, seconds: float = 2.0) -> None:
    """Put a recording into the content under a name that tells nothing."""
    if sort == "m4a":
        reel.m4a(school.root / "media/talk", seconds)
    elif sort == "webm":
        reel.film(school.root / "media/film", format_="webm", frames=round(seconds * 25))
        _only_sound(school.root / "media/film", school.root / "media/talk")
    else:
        school.keep("media/talk", reel.wav(seconds) if sort == "wav" else reel.mp3(seconds))


def _only_sound(film: Path, target: Path) -> None:
    import av

    with av.open(str(film)) as source, av.open(str(target), "w", format="webm") as file:
        copied = file.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = copied
                file.mux(packet)


@pytest.mark.parametrize(
    ("sort", "type_"),
    [("mp3", "audio/mpeg"), ("m4a", "audio/mp4"), ("wav", "audio/mp4"), ("webm", "audio/mp4")],
)
def test_every_sort_is_published_bare(
    school: Any, reel: Any, shown: Any, sort: str, type_: str
) -> None:
    """By content; what a page says of it is true, and no tag, cover or name is left."""
    keep(school, reel, sort)
    html = shown(SHOWN + TRANSCRIPT)
    (file,) = (school.output / "clips").iterdir()
    assert f'<source src="/clips/{file.name}" type="{type_}">' in html
    assert html.startswith('<figure class="recording"><audio controls preload="none"')
    assert 'aria-label="Interview in the library"' in html
    size = f"{round(file.stat().st_size / 1000)} kB"
    assert re.search(rf"Recording, 0:02, M[P4][3A], {size}", html)
    assert '<a href="#transcript">Read the transcript</a>' in html
    assert not re.search(rb"CANARY|38\.8977|JFIF|Exif", file.read_bytes())
    assert not school.rules
    exiftool = shutil.which("exiftool")
    if exiftool:
        command = [exiftool, "-a", "-G1", "-ee", "-s", str(file)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert not re.search("GPS|Title|Artist|Make|Model|Comment|Picture|Encoder|Software", said)
        assert not re.search(r"Date\s+: [^0]", re.sub(r"\[System\].*", "", said))


def test_sound_that_browsers_play_is_not_made_anew(school: Any, reel: Any) -> None:
    """MP3 and AAC keep their quality: as many bytes, less the tags."""
    keep(school, reel, "m4a")
    library = school.library()
    recording = library.recording("media/talk")
    before = (school.root / "media/talk").stat().st_size
    assert 0.8 * before < recording.bytes < before


def test_the_facts_are_those_of_the_published_file(school: Any, reel: Any) -> None:
    """Feeds say the bytes before the site is written."""
    keep(school, reel, "wav", 3)
    library = school.library()
    recording = library.recording("media/talk")
    library.encode_planned(school.output)
    assert recording.bytes == (school.output / recording.path).stat().st_size
    assert abs(recording.seconds - 3) < 0.1
    assert school.library().recording("media/talk") == recording


def test_a_recording_needs_its_words(school: Any, reel: Any, shown: Any) -> None:
    """Named at its line; a file will do, as will a page of the site."""
    keep(school, reel, "mp3")
    shown(SHOWN)
    assert [(one.path, one.line, one.rule) for one in school.run.problems] == [
        ("posts/a.md", 7, "transcript-missing")
    ]
    for path, address in (
        ("media/talk.txt", "/media/talk.txt"),
        ("posts/b.md", "{text}posts/b.md"),
    ):
        school.keep(path, "Words.")
        school.keep("media/media.yaml", f"photos: {{talk: {{transcript: ../{path}}}}}")
        assert f'href="{address}"' in shown(SHOWN)
        assert not school.rules
    school.keep("media/media.yaml", "photos:\n  talk:\n    transcript: ../../../etc/passwd")
    shown(SHOWN)
    assert ("media/media.yaml", 3) in [(one.path, one.line) for one in school.run.problems]
    assert set(school.rules) == {"transcript-missing"}


@pytest.mark.parametrize("sort", ["mp3", "m4a", "wav"])
@pytest.mark.parametrize("tenth", [1, 4, 8])
def test_a_recording_cut_off_is_named(
    school: Any, reel: Any, shown: Any, sort: str, tenth: int
) -> None:
    """And the build goes on, with a word in its place."""
    keep(school, reel, sort, 8)
    whole = (school.root / "media/talk").read_bytes()
    if sort == "mp3":  # without the tags, which alone are a third of so short a file
        start = whole.index(b"\xff\xf3")
        whole = whole[start:]
    school.keep("media/talk", whole[: len(whole) * tenth // 10])
    html = shown(SHOWN + TRANSCRIPT)
    assert [(one.path, one.rule) for one in school.run.problems] == [
        ("media/talk", "recording-broken")
    ]
    assert "missing: talk" in html
    assert not (school.output / "clips").exists()


def test_a_voice_whose_family_said_no_is_left_out(school: Any, reel: Any, shown: Any) -> None:
    """Where media.yaml says whose voice it is."""
    keep(school, reel, "mp3")
    school.keep("media/media.yaml", "photos: {talk: {people: [s-1]}}")
    html = shown(SHOWN + TRANSCRIPT)
    assert school.rules == ["photo-not-released"]
    assert "<audio" not in html
    assert school.library().recording("media/talk") is None


def test_a_link_to_a_recording_leads_to_the_bare_copy(school: Any, reel: Any, shown: Any) -> None:
    """The original, with its tags, never leaves."""
    keep(school, reel, "mp3")
    html = shown('<p>Hear <a href="{photo}media/talk">it</a>.</p>')
    (file,) = (school.output / "clips").iterdir()
    assert f'href="/clips/{file.name}"' in html


def test_amid_words_the_transcript_stands_behind_the_player(
    school: Any, reel: Any, shown: Any
) -> None:
    """Inside a link there is room for words alone."""
    keep(school, reel, "mp3")
    image = '<img data-photo="media/talk" data-line="7" alt="Interview">'
    html = shown(f'{TRANSCRIPT}<p>So {image} it is.</p><p><a href="/x/">Hear {image}</a></p>')
    assert '</audio> <a href="#transcript">Read the transcript</a> it is' in html
    assert '<a href="/x/">Hear Interview</a>' in html


@pytest.mark.site
@pytest.mark.parametrize("mode", ["preview", "publish"])
@pytest.mark.parametrize(
    ("front", "rules"),
    [
        ("", []),
        ("status: hidden\n", []),
        ("status: draft\n", ["link-to-draft"]),
        ("date: 2027-05-01\n", ["link-to-draft"]),
    ],
)
def test_a_transcript_that_is_no_public_text_is_named(
    tmp_path: Path, reel: Any, mode: Mode, front: str, rules: list[str]
) -> None:
    """At the line of media.yaml that names it; the publish waits for it."""
    date = "" if "date" in front else "date: 2026-11-10\n"
    files: dict[str, str | bytes] = {
        "media.yaml": "",
        "media/talk.mp3": reel.mp3(1),
        "media/media.yaml": (
            "photos:\n  talk.mp3:\n    alt: A talk\n    transcript: ../posts/2026-11-10-words.md\n"
        ),
        "posts/2026-11-10-words.md": (
            f"---\ntitle: Words\nsummary: All.\n{date}{front}---\n\nHello.\n"
        ),
        "posts/2026-11-16-talk.md": (
            "---\ntitle: Talk\nsummary: A talk.\n---\n\n![](../media/talk.mp3)\n"
        ),
    }
    built = build(small_school(tmp_path, files, "https://school.example"), mode)
    ours = [one for one in built.problems if one.rule != "pelican-warning"]
    assert [one.rule for one in ours] == rules
    assert all((one.path, one.line) == ("media/media.yaml", 4) for one in ours)
    assert built.result.switched is (mode == "preview" or not rules)
