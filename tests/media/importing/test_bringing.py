"""A card becomes a folder of the content: every photo once, everything else named, nothing lost."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.common.problems import Problem
from plugins.media.importing import bringing
from plugins.media.importing.plan import Same
from plugins.media.importing.stubs import extend_sheet
from plugins.media.sheets import load_said
from tests.builders import tree
from tests.media.playing.conftest import film, mp3, wav

pytestmark = pytest.mark.slow

FOLDER = "media/robotics-fair"
NAME = re.compile(r"\d{4}-\d\d-\d\d-robotics-fair-[0-9a-f]{6,}\.(jpg|png|webp|gif|tif|avif|heic)")


def rules_of(refused: list[Problem]) -> dict[str, str]:
    """The rule that each refused file broke."""
    return {one.path: one.rule for one in refused}


def test_photos_are_copied_under_names_of_day_and_event(card: Any, jpeg: Any) -> None:
    """Byte for byte; the card stays as it is; the camera's names are gone."""
    data = jpeg(1, "2026:11:20 09:30:00")
    card.keep("DCIM/100APPLE/IMG_4711.JPG", data)
    card.keep("late.jpg", jpeg(2, "2026:11:21 01:00:00", "+00:00"))
    before = tree(card.root)
    brought = card.bring()
    names = card.photos
    assert [name[:10] for name in names] == ["2026-11-20", "2026-11-20"]
    assert all(NAME.fullmatch(name) for name in names)
    assert {(card.content / brought.folder / name).read_bytes() for name in names} == {
        data,
        jpeg(2, "2026:11:21 01:00:00", "+00:00"),
    }
    assert tree(card.root) == before


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_every_format_is_known_by_its_content(card: Any, view: Any, format_: str) -> None:
    """Whatever the name says; the copy's name tells the truth."""
    stream = BytesIO()
    view(3).save(stream, format_)
    card.keep("photo.JPG", stream.getvalue())
    card.bring()
    suffix = {"JPEG": ".jpg", "TIFF": ".tif"}.get(format_, f".{format_.lower()}")
    assert [Path(name).suffix for name in card.photos] == [suffix]


def test_clips_and_recordings_come_along(card: Any, tmp_path: Path) -> None:
    """By content, byte for byte, dated by the camera or else by the file, with stubs."""
    film(card.root / "IMG_1.MOV", tags={"creation_time": "2026-11-21T02:30:00Z"})
    card.keep("called.mp3", film(tmp_path / "x.webm", format_="webm", tags={}).read_bytes())
    card.keep("talk.jpg", mp3(0.5))
    card.keep("note.WAV", wav(0.3))
    for file in ("called.mp3", "talk.jpg", "note.WAV"):
        os.utime(card.root / file, (1_763_000_000, 1_763_000_000))
    before = tree(card.root)
    brought = card.bring()
    assert sorted((name[:10], Path(name).suffix) for name in card.photos) == [
        ("2025-11-12", ".mp3"),
        ("2025-11-12", ".wav"),
        ("2025-11-12", ".webm"),
        ("2026-11-20", ".mov"),
    ]
    assert {copy.found.path: copy.found.sort for copy in brought.copied} == {
        "IMG_1.MOV": "clip",
        "called.mp3": "clip",
        "talk.jpg": "recording",
        "note.WAV": "recording",
    }
    folder = card.content / FOLDER
    assert {(folder / name).read_bytes() for name in card.photos} == set(before.values())
    assert tree(card.root) == before
    assert card.sheet.read_text().count("alt:") == 4
    again = card.bring()
    assert (len(again.copied), len(again.plan.here)) == (0, 4)


def test_a_recording_of_another_folder_is_left_out(card: Any) -> None:
    """Twice on the card, once in the media; one of the same length is another."""
    other = card.content / "media/old/talk.wav"
    other.parent.mkdir(parents=True)
    other.write_bytes(wav(0.2))
    card.keep("a.wav", wav(0.2))
    card.keep("b.wav", wav(0.2)[:-1] + b"\x11")
    card.keep("c.wav", wav(0.2)[:-1] + b"\x11")
    brought = card.bring()
    assert [copy.found.path for copy in brought.copied] == ["b.wav"]
    assert brought.plan.elsewhere == (
        Same("a.wav", "media/old/talk.wav", in_batch=False),
        Same("c.wav", "b.wav", in_batch=True),
    )


def test_what_a_pattern_says_stays_true_of_new_photos(card: Any) -> None:
    """A stub leaves ``people`` open for the folder's own default."""
    card.sheet.parent.mkdir(parents=True)
    card.sheet.write_text('defaults:\n  "*.jpg": {people: none, credit: Our school}\n')
    card.keep("a.jpg", 1)
    (said,) = card.bring().captions.values()
    assert (said.people, said.credit, said.alt) == ((), "Our school", "")


def test_stubs_are_written_beside_the_photos(card: Any) -> None:
    """Empty alt, nobody reviewed, the tags given; the build reads them without a problem."""
    card.keep("a.jpg", 1)
    brought = card.bring(tags=("robotics", "grade-4"))
    (said,) = brought.captions.values()
    assert (said.alt, said.people, said.tags) == ("", None, ("robotics", "grade-4"))
    log = bringing.ProblemLog()
    load_said(card.content, brought.folder, card.photos, log)
    assert not log


def test_what_a_person_wrote_is_kept(card: Any) -> None:
    """Their comments and quotes, and their own file names in that folder."""
    folder = card.content / "media/robotics-fair"
    folder.mkdir(parents=True)
    (folder / "ramp.jpg").write_bytes(b"mine")
    mine = "# fair\nphotos:\n    ramp.jpg:\n        alt: 'A ramp'   # steep\n"
    card.sheet.write_text(mine)
    card.keep("a.jpg", 1)
    card.bring()
    assert card.sheet.read_text().startswith(mine)
    assert (folder / "ramp.jpg").read_bytes() == b"mine"


def test_a_second_import_changes_nothing(card: Any) -> None:
    """All is there, also what a coach wrote meanwhile and the names that were changed by hand."""
    for seed in range(3):
        card.keep(f"{seed}.jpg", seed)
    card.bring()
    first = card.photos[0]
    (card.sheet.parent / first).rename(card.sheet.parent / "bridge.jpg")
    card.sheet.write_text(card.sheet.read_text().replace(first, "bridge.jpg"))
    before = tree(card.content)
    brought = card.bring()
    assert tree(card.content) == before
    assert (len(brought.copied), len(brought.plan.here)) == (0, 3)


def test_duplicates_are_left_out_and_named(card: Any, jpeg: Any) -> None:
    """Twice on the card, and once in another folder of the media under another name."""
    other = card.content / "media/old/ramp.jpg"
    other.parent.mkdir(parents=True)
    other.write_bytes(jpeg(1))
    card.keep("IMG_1.jpg", jpeg(1))
    card.keep("IMG_2.jpg", jpeg(2))
    card.keep("again/IMG_2.jpg", jpeg(2))
    brought = card.bring()
    assert len(card.photos) == 1
    assert brought.plan.elsewhere == (
        Same("IMG_1.jpg", "media/old/ramp.jpg", in_batch=False),
        Same("again/IMG_2.jpg", "IMG_2.jpg", in_batch=True),
    )


def test_what_is_remembered_never_costs_a_photo(card: Any, jpeg: Any) -> None:
    """A file replaced by another of the same size and time is no duplicate of the old one."""
    card.keep("a.jpg", 1)
    card.bring()
    file = card.sheet.parent / next(name for name in card.photos if name.endswith(".jpg"))
    stamp, data = file.stat(), file.read_bytes()
    file.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert len(card.bring().copied) == 1
    assert data in [(card.sheet.parent / name).read_bytes() for name in card.photos]


def test_photos_that_look_alike_are_told_and_kept(card: Any, jpeg: Any) -> None:
    """A messenger's small copy beside the original, and beside one that was there before."""
    there = card.content / "media/old/tower.jpg"
    there.parent.mkdir(parents=True)
    there.write_bytes(jpeg(9, size=(400, 300)))
    card.keep("IMG_1.jpg", jpeg(1, "2026:11:20 09:00:00", size=(400, 300)))
    card.keep("WA0001.jpg", jpeg(1, "2026:11:20 10:00:00", size=(160, 120), quality=50))
    card.keep("tower-small.jpg", jpeg(9, "2026:11:20 11:00:00", size=(200, 150)))
    card.keep("other.jpg", jpeg(4))
    brought = card.bring()
    assert len(card.photos) == 4
    paths = {copy.found.path: copy.path for copy in brought.copied}
    told = {(group.first, *group.names) for group in brought.plan.alike}
    assert told == {
        (paths["IMG_1.jpg"], paths["WA0001.jpg"]),
        ("media/old/tower.jpg", paths["tower-small.jpg"]),
    }
    assert card.bring().plan.alike  # told again to whoever did not see it


def test_nasty_files_are_named_and_the_rest_goes_on(card: Any, jpeg: Any, tmp_path: Path) -> None:
    """Mislabelled, empty, cut, closed, no file at all; each with its own reason."""
    whole = jpeg(1)
    card.keep("a-good.jpg", 1)
    card.keep("empty.jpg", b"")
    card.keep("page.jpg", b"<!doctype html><title>Sign in</title>")
    card.keep("drawing.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n")
    card.keep("vector.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    card.keep("cut.jpg", whole[: len(whole) * 2 // 3])
    card.keep("cut-early.jpg", whole[:40])
    card.keep("notes.txt", b"Remember the ramp")
    card.keep("IMG_1.AAE", b"<?xml version='1.0'?><plist/>")
    card.keep("clip.MOV", b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide")
    card.keep("cut.wav", wav(0.2)[:900])
    card.keep("camcorder.MTS", b"\0\0\0\0G@\0\x10")
    card.keep("empty.mp3", b"")
    card.keep("DSC_1.NEF", whole)
    card.keep(".DS_Store", b"x")
    card.keep("._IMG_1.JPG", b"x")
    card.keep(".thumbs/IMG_1.jpg", 8)
    (card.root / "folder.jpg").mkdir()
    os.mkfifo(card.root / "queue.jpg")
    (card.root / "ring.jpg").symlink_to(card.root / "ring.jpg")
    (card.root / "gone.jpg").symlink_to(card.root / "nothing.jpg")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private.jpg").write_bytes(jpeg(7))
    (card.root / "private.jpg").symlink_to(outside / "private.jpg")
    (card.root / "albums").symlink_to(outside)
    card.keep("z-good.jpg", 2)

    brought = card.bring()

    assert len(card.photos) == 2
    found = brought.findings
    assert rules_of(found.refused) == {
        "empty.jpg": "photo-empty",
        "page.jpg": "photo-format",
        "drawing.jpg": "photo-format",
        "vector.svg": "photo-svg",
        "cut.jpg": "photo-broken",
        "cut-early.jpg": "photo-broken",
        "queue.jpg": "photo-unreadable",
        "ring.jpg": "photo-unreadable",
        "gone.jpg": "photo-missing",
        "clip.MOV": "recording-broken",
        "cut.wav": "recording-broken",
        "camcorder.MTS": "recording-format",
        "empty.mp3": "recording-empty",
    }
    assert found.foreign == ["IMG_1.AAE", "notes.txt"]
    assert found.raw == ["DSC_1.NEF"]
    assert sorted(found.links) == ["albums", "private.jpg"]


def test_what_may_not_be_read_is_named(card: Any) -> None:
    """A file and a folder of somebody else's."""
    closed = card.keep("closed.jpg", 1)
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("whoever runs this may read everything")
    card.keep("theirs/a.jpg", 2)
    card.keep("open.jpg", 3)
    (card.root / "theirs").chmod(0)
    try:
        brought = card.bring()
    finally:
        (card.root / "theirs").chmod(0o755)
    assert rules_of(brought.findings.refused) == {"closed.jpg": "photo-unreadable"}
    assert brought.findings.closed == ["theirs"]
    assert len(card.photos) == 1


@pytest.mark.parametrize(
    "name", ["🤖📷.jpg", "Été à l'école.jpg", "a\nb.jpg", " .jpg", "CON.jpg", "x" * 240 + ".jpg"]
)
def test_any_name_on_the_card_will_do(card: Any, name: str) -> None:
    """It appears in no name of the content."""
    card.keep(name, 1)
    card.bring()
    assert NAME.fullmatch(card.photos[0])


def test_a_name_that_is_no_text_will_do(card: Any, jpeg: Any) -> None:
    """Old cards hold names in no encoding known."""
    Path(os.fsdecode(os.fsencode(card.root) + b"/caf\xe9.jpg")).write_bytes(jpeg(1))
    card.bring()
    assert NAME.fullmatch(card.photos[0])


def test_names_that_collide_all_keep_their_place(card: Any, jpeg: Any) -> None:
    """IMG_0001 of three cameras; and a file of the coach's that has the very name."""
    for seed, camera in enumerate(("ipad", "phone", "camera")):
        card.keep(f"{camera}/IMG_0001.JPG", seed)
    card.bring()
    name = card.photos[0]
    data = (card.sheet.parent / name).read_bytes()
    (card.sheet.parent / name).write_bytes(b"something else of the coach")
    card.bring()
    assert (card.sheet.parent / name).read_bytes() == b"something else of the coach"
    longer = [
        one for one in card.photos if one.startswith(name.removesuffix(".jpg")) and one != name
    ]
    assert [(card.sheet.parent / one).read_bytes() for one in longer] == [data]


def test_a_folder_in_other_capitals_is_the_same_event(card: Any) -> None:
    """Windows and Mac computers can keep only one of the two."""
    (card.content / "media/Robotics-Fair").mkdir(parents=True)
    card.keep("a.jpg", 1)
    assert card.bring().folder == "media/Robotics-Fair"
    assert os.listdir(card.content / "media") == ["Robotics-Fair"]  # noqa: PTH208


def test_a_photo_without_a_date_takes_that_of_its_file(card: Any, jpeg: Any) -> None:
    """And is told, since a copied file may have a new one."""
    file = card.keep("scan.jpg", jpeg(1))
    os.utime(file, (1_763_000_000, 1_763_000_000))  # 2025-11-12 21:13 in the school's zone
    brought = card.bring()
    assert card.photos[0].startswith("2025-11-12-")
    assert [copy.found.taken.by_camera for copy in brought.copied] == [False]


@pytest.mark.parametrize(
    ("sheet", "line", "words"),
    [
        (b"photos:\n  a.jpg:\n    alt: A: b\n", 3, "YAML"),
        (b"photos:\n  a.jpg:\n    alt: caf\xe9\n", 3, "UTF-8"),
    ],
)
def test_a_sheet_that_nothing_can_join_is_left_alone(
    card: Any, sheet: bytes, line: int, words: str
) -> None:
    """The photos are copied; once it is put right, the same import adds the stubs."""
    card.sheet.parent.mkdir(parents=True)
    card.sheet.write_bytes(sheet)
    card.keep("a.jpg", 1)
    brought = card.bring()
    assert card.sheet.read_bytes() == sheet
    assert words in brought.sheet_problem
    assert brought.sheet_line == line
    card.sheet.write_text("photos:\n")
    assert card.bring().sheet_problem == ""
    name = next(one for one in card.photos if one.endswith(".jpg"))
    assert card.sheet.read_text() == extend_sheet("photos:\n", [name], ())


def test_a_photo_that_vanishes_meanwhile_is_told(
    card: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card pulled out between the first look and the copy; the others go on."""
    files = [card.keep(f"{seed}.jpg", seed) for seed in range(3)]
    original = bringing.plan_import

    def pulling(*args: Any) -> Any:
        plan = original(*args)
        files[1].unlink()
        return plan

    monkeypatch.setattr(bringing, "plan_import", pulling)
    brought = card.bring()
    assert brought.changed == ("1.jpg",)
    assert len(card.photos) == len(brought.captions) == 2


@pytest.mark.parametrize("kind", [KeyboardInterrupt, OSError])
def test_stopped_half_way_it_goes_on(
    card: Any, monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    """What was copied is whole and has its stub; the same import brings the rest."""
    for seed in range(5):
        card.keep(f"{seed}.jpg", seed)
    original, calls = bringing.copy_photo, iter(range(10))

    def stopping(*args: Any) -> None:
        if next(calls) == 2:
            raise kind
        original(*args)

    monkeypatch.setattr(bringing, "copy_photo", stopping)
    importer = card.importer(tags=("robotics",))
    with pytest.raises(kind):
        importer.bring()
    assert len(importer.copied) == len(card.photos) == card.sheet.read_text().count("alt:") == 2
    monkeypatch.undo()
    brought = card.bring(tags=("robotics",))
    assert (len(brought.copied), len(card.photos)) == (3, 5)
    assert {said.tags for said in brought.captions.values()} == {("robotics",)}


def test_an_empty_card_makes_nothing(card: Any) -> None:
    """No folder, no sheet."""
    brought = card.bring()
    assert not (card.content / "media").exists()
    assert brought.captions == {}


def test_a_hidden_flood_of_pixels_is_refused(card: Any, view: Any) -> None:
    """A photo over the site's limit could not be shown, so it is not copied."""
    card.settings = card.settings.model_copy(update={"max_megapixels": 0.01})
    stream = BytesIO()
    Image.new("RGB", (200, 100), "red").save(stream, "PNG")
    card.keep("big.png", stream.getvalue())
    assert rules_of(card.bring().findings.refused) == {"big.png": "photo-too-large"}
