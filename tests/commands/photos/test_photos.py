"""`media.import` and `media.status` as a coach types them."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from PIL import Image

from commands import stopping
from commands.errors import BusyError, CoachError
from commands.photos.importing import bring_in, split_tags
from commands.photos.status import read_status, status
from commands.photos.uses import read_uses
from commands.school import School
from plugins.media.config import MediaSettings
from plugins.media.importing import bringing
from tests.builders import NOW, REVIEWED, build, checkout, photo, small_school, tree, write_files
from tests.media.playing.conftest import wav

UNUSED = (
    *("media/alone.jpg", "media/fair/deeper/two.jpg", "media/fair/hum.wav", "media/unheard.wav"),
)
"""A gallery hangs the photos of its folder, and no sound."""
COLOURS = ("teal", "tomato", "gold", "navy")
POST = """---
title: Robots on a ramp
date: 2026-11-16
image: ../media/cover.jpg
---

![A ramp of books](../media/described.jpg)

![](../media/bare.jpg)

![A bridge](../media/both.jpg) and a [closer look](../media/linked.jpg)

<figure><img src="../media/raw.jpg" alt="A gear"></figure>

![Two voices](../media/voice.wav) and [the whole talk](../media/whole.wav)
"""
EPISODE = """---
title: Book talk
date: 2026-11-19
audio: ../media/talk.wav
---

## Transcript

Hello.
"""
DRAFT = """---
title: More robots
date: 2026-11-17
status: draft
---

![](../media/both.jpg) ![A wheel](../media/draft.jpg)
"""
GALLERY = """---
title: Robotics fair
date: 2026-11-18
photos: ../media/fair
---

What they made.
"""


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """A small school, and a card with four photos beside it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    write_files(tmp_path / "card", {f"IMG_{n}.JPG": photo(colour=c) for n, c in enumerate(COLOURS)})
    return small_school(tmp_path)


def bring(school: School, event: str = "Robotics fair", tags: str = "", folder: str = "") -> int:
    """Import the card; the exit code."""
    card = folder or str(school.content.parent / "card")
    with pytest.raises(SystemExit) as end:
        bring_in(school, card, event, tags)
    return int(end.value.code or 0)


def brought(school: School) -> list[Path]:
    """The photos in the event's folder."""
    return sorted((school.content / "media" / "robotics-fair").glob("*.jpg"))


@pytest.mark.site
def test_from_the_card_to_a_page(tmp_path: Path) -> None:
    """Typed as in the guide: photos copied, stubs written, and the gallery shows them."""
    gallery = GALLERY.replace("fair\n", "robotics-fair\n")
    hallway = checkout(tmp_path, {"galleries/fair.md": gallery, "media.yaml": ""})
    write_files(tmp_path / "card", {"DCIM/IMG_1.JPG": photo(), "notes.txt": "ramp"})
    before = tree(tmp_path / "card")

    done = hallway.run(
        "media.import", "../card", "--event", "Robotics fair", "--tags", "robotics,grade-4"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "1 photo copied into" in done.stdout
    assert "1 photo without alt text" in done.stdout
    assert "1 photo not reviewed" in done.stdout
    assert "1 other file left alone:\n  notes.txt" in done.stdout
    assert tree(tmp_path / "card") == before
    folder = hallway.root / "content" / "media" / "robotics-fair"
    (name,) = [file.name for file in folder.glob("*.jpg")]
    sheet = folder / "media.yaml"
    assert "tags: [robotics, grade-4]" in sheet.read_text()
    sheet.write_text(sheet.read_text().replace('alt: ""', "alt: A ramp of books\n    people: none"))
    built = build(School.at(*(str(hallway.root / one) for one in ("content", "output", "work"))))
    page = (built.output / "galleries" / "fair" / "index.html").read_text()
    assert "A ramp of books" in page
    assert name not in page


@pytest.mark.site
def test_a_full_disk_is_told_and_the_next_call_goes_on(tmp_path: Path) -> None:
    """What fits is whole; nothing is half there; the same command brings the rest."""
    hallway = checkout(tmp_path)
    write_files(tmp_path / "card", {f"{n}.jpg": photo(colour=c) for n, c in enumerate(COLOURS)})
    (tmp_path / "card" / "z.png").write_bytes(noise())
    os.utime(tmp_path / "card" / "z.png", (NOW.timestamp(), NOW.timestamp()))
    command = ("media.import", "../card", "--event", "Robotics fair")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    full = hallway.run(*command, preexec_fn=small_disk)
    folder = hallway.root / "content" / "media" / "robotics-fair"
    left = sorted(file.suffix for file in folder.iterdir())
    again = hallway.run(*command)

    assert full.returncode == 1
    assert "The disk is full. 4 files are copied whole." in full.stderr
    assert "The same command goes on from there" in full.stderr
    assert left == [".jpg"] * 4 + [".yaml"]
    assert again.returncode == 0, again.stderr
    assert "1 photo copied" in again.stdout
    assert "4 photos there already" in again.stdout


def noise() -> bytes:
    """A PNG of some hundred kilobytes."""
    stream = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(stream, "PNG")
    return stream.getvalue()


def test_ctrl_c_says_how_far_it_came(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """And that the same command goes on."""
    original, calls = bringing.copy_photo, iter(range(9))

    def interrupted(*args: Any) -> None:
        if next(calls) == 2:
            raise stopping.Stopped(signal.SIGINT)
        original(*args)

    monkeypatch.setattr(bringing, "copy_photo", interrupted)
    with pytest.raises(stopping.Stopped) as stop:
        bring_in(school, str(school.content.parent / "card"), "Robotics fair", "")

    assert stop.value.code == 130
    assert stop.value.outcome.startswith("2 files are copied whole. The same command goes on")
    assert len(brought(school)) == 2
    monkeypatch.undo()
    assert bring(school) == 0
    assert len(brought(school)) == 4


def test_what_could_not_be_used_is_the_exit_code(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """1, with the reason and what to do; the photos beside it are copied."""
    write_files(school.content.parent / "card", {"page.jpg": "<!doctype html>", "zero.jpg": b""})

    assert bring(school) == 1

    said = capsys.readouterr().out
    assert "4 photos copied into" in said
    assert "Not copied: This photo is an empty file:\n  zero.jpg\n  Copy it again" in said
    assert "page.jpg\n  Open it in the program that made it" in said


def test_a_second_time_it_says_that_all_is_there(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """And still what a person has to write, in few words however many photos."""
    bring(school)
    capsys.readouterr()

    assert bring(school) == 0

    said = capsys.readouterr().out
    assert "0 photos copied" in said
    assert "4 photos there already" in said
    assert "4 photos without alt text" in said


def test_many_photos_make_few_lines(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    """Eighty names would hide what matters."""
    many = {f"{n}.jpg": photo(20 + n, 20) for n in range(40)}
    write_files(school.content.parent / "many", many)

    bring(school, folder=str(school.content.parent / "many"))

    said = capsys.readouterr().out
    assert "40 photos copied" in said
    assert "and 35 more" in said
    assert len(said.splitlines()) < 30


@pytest.mark.parametrize(
    ("event", "folder", "words"),
    [
        ("", "card", "Say it with --event"),
        ("🤖", "card", "no letters or digits"),
        ("Fair", "nowhere", "is not there"),
        ("Fair", "card/IMG_0.JPG", "is a file"),
        ("Fair", "content", "part of your content already"),
        ("Fair", "content/media", "part of your content already"),
        ("Fair", "", "holds your content"),
        ("Away", "card", "link out of the content"),
        ("Taken", "card", "is a file. Rename it"),
    ],
)
def test_what_cannot_be_imported_is_explained(
    school: School, tmp_path: Path, event: str, folder: str, words: str
) -> None:
    """Before anything is read or written."""
    (school.content / "media").mkdir()
    (school.content / "media" / "taken").write_text("")
    (tmp_path / "elsewhere").mkdir()
    (school.content / "media" / "away").symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path)

    with pytest.raises(CoachError, match=words):
        bring_in(school, str(tmp_path / folder), event, "")

    assert tree(tmp_path) == before


def test_two_imports_at_once_are_one_too_many(school: School) -> None:
    """The second says so at once and changes nothing."""
    school.work.mkdir()
    with FileLock(school.work / "import.lock"), pytest.raises(BusyError, match="Another import"):
        bring_in(school, str(school.content.parent / "card"), "Fair", "")

    assert not (school.content / "media").exists()


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("robotics,grade-4", ("robotics", "grade-4")),
        (" robotics ,, grade 4 ,robotics", ("robotics", "grade 4")),
        ("a\x00b\nc", ("a b c",)),
        ("", ()),
    ],
)
def test_tags_are_split_at_commas(written: str, tags: tuple[str, ...]) -> None:
    """Each once, without blanks around and without invisible signs."""
    assert split_tags(written) == tags


@pytest.fixture
def shown(school: School) -> School:
    """A school with texts that show photos in every way."""
    names = ("cover", "described", "bare", "both", "linked", "raw", "draft", "alone")
    files: dict[str, str | bytes] = {f"media/{name}.jpg": photo() for name in names}
    files |= {"media/fair/one.jpg": photo(), "media/fair/deeper/two.jpg": photo(1200, 30)}
    sounds = ("voice", "whole", "talk", "unheard")
    files |= {f"media/{name}.wav": wav(0.1) for name in sounds} | {"episodes/talk.md": EPISODE}
    files |= {"media/fair/hum.wav": wav(0.1)}
    files |= {"media/broken.jpg": b"\xff\xd8\xff\xe0"}
    files |= {
        "media.yaml": "",
        "posts/a.md": POST,
        "posts/b.md": DRAFT,
        "galleries/fair.md": GALLERY,
    }
    files |= {"media/media.yaml": "photos:\n  cover.jpg: {alt: Books on a table, people: none}\n"}
    write_files(school.content, files)
    return school


@pytest.mark.site
def test_every_way_to_show_a_photo_counts(shown: School) -> None:
    """True where the text describes it, False where one place leaves that to ``media.yaml``."""
    assert read_uses(shown, shown.run("preview")) == {
        "media/cover.jpg": False,
        "media/described.jpg": True,
        "media/bare.jpg": False,
        "media/both.jpg": False,
        "media/linked.jpg": True,
        "media/raw.jpg": True,
        "media/draft.jpg": True,
        "media/fair/one.jpg": False,
        "media/voice.wav": True,
        "media/whole.wav": True,
        "media/talk.wav": True,
    }


@pytest.mark.site
def test_a_build_shows_what_counts_as_shown(shown: School) -> None:
    """The photos of the texts and galleries are those that a build makes renditions of."""
    uses = read_uses(shown, shown.run("preview"))
    uses = {path: use for path, use in uses.items() if path.endswith(".jpg")}
    lone = replace(shown, output=shown.output.with_name("site"))
    build(lone)
    for path in uses:
        (shown.content / path).write_bytes(b"\xff\xd8\xff\xe0")
    wrong = {one.path for one in build(lone).problems if one.rule == "photo-broken"}
    assert wrong == set(uses)


@pytest.mark.site
def test_status_lists_what_the_photos_lack(shown: School) -> None:
    """Each list by path; nothing in the content is touched."""
    before = tree(shown.content)
    found = read_status(shown, shown.run("preview"), MediaSettings())
    assert tree(shown.content) == before
    assert (found.photos, found.clips, found.recordings) == (10, 0, 5)
    assert "media/cover.jpg" not in (*found.not_reviewed, *found.without_alt)
    assert found.without_alt == (
        "media/alone.jpg",
        "media/bare.jpg",
        "media/both.jpg",
        "media/fair/deeper/two.jpg",
        "media/fair/one.jpg",
        "media/fair/hum.wav",
        "media/unheard.wav",
    )
    assert found.not_used == UNUSED
    assert "media/fair/deeper/two.jpg" not in found.too_small
    assert [one.path for one in found.unusable] == ["media/broken.jpg"]


@pytest.mark.site
def test_one_pattern_reviews_many_photos(shown: School) -> None:
    """What ``defaults:`` say counts, as it does in a build."""
    write_files(shown.content, {"media.yaml": REVIEWED})
    assert read_status(shown, shown.run("preview"), MediaSettings()).not_reviewed == ()


@pytest.mark.site
def test_status_is_printed_counts_first(shown: School, capsys: pytest.CaptureFixture[str]) -> None:
    """Then the names, each below its folder."""
    status(shown, "text")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "10 photos and 5 recordings"
    assert [line.split()[0] for line in lines[1:6]] == ["9", "7", "4", "9", "1"]
    start = lines.index("Not used")
    assert lines[start + 1 : start + 8] == [
        "  media",
        "    alone.jpg",
        "    unheard.wav",
        "  media/fair",
        "    hum.wav",
        "  media/fair/deeper",
        "    two.jpg",
    ]
    assert "damaged" in lines[-1]


@pytest.mark.site
def test_status_for_programs_is_json_alone(
    shown: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lists by name, and a reason for what cannot be used."""
    status(shown, "json")

    found = json.loads(capsys.readouterr().out)
    assert found["not_used"] == list(UNUSED)
    assert found["unusable"][0]["path"] == "media/broken.jpg"
    assert set(found) == {
        *(
            "photos",
            "clips",
            "recordings",
            "not_reviewed",
            "without_alt",
            "not_used",
            "too_small",
            "unusable",
        ),
    }


def test_an_unknown_format_is_answered(school: School) -> None:
    """With those there are."""
    with pytest.raises(CoachError, match="text, json"):
        status(school, "xml")


def test_the_smallest_size_is_a_setting(
    school: School, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``MEDIA["too_small"]``."""
    write_files(school.content, {"media/a.jpg": photo(64, 48)})
    monkeypatch.setattr(
        "commands.photos.status.read_own_settings", lambda: {"MEDIA": {"too_small": 64}}
    )
    status(school, "json")
    assert json.loads(capsys.readouterr().out)["too_small"] == []
