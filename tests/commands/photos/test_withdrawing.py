"""One release withdrawn, and nothing of that child is left where Hallway put it."""

from __future__ import annotations

import json
import re
import shutil
import stat
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.photos.withdrawing import withdraw
from commands.school import School
from commands.terminal import out
from mailing.outbox import WITHDRAWN
from tests.builders import NOW, build, tree, write_files
from tests.media.consent.school import POST, REGISTER, SHEET, school_with
from tests.media.playing.conftest import film

pytestmark = pytest.mark.site

WORDS = ("Team Gearbox holds the third ramp", "A ramp of cardboard")
NOTE = "---\ntitle: The week\nweek: 2026-W47\ndate: 2026-11-20\nsummary: Ramps.\n---\n\n" + (
    "Hello.\n\n![](../media/fair/ramp.jpg)\n"
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the clock as builds do."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


def published(folder: Path) -> tuple[School, set[str]]:
    """The school with the photo of s-001 everywhere, and the stems of that photo alone."""
    post = POST.replace("fair/sign.png", "fair/ramp.jpg")
    files = {"posts/2026-11-16-robots.md": post, "newsletter/2026-W47.md": NOTE}
    school = school_with(folder, files)
    built = build(school, "publish")
    assert built.problems == []
    (mail,) = (school.work / "outbox").rglob("message.html")
    (stem,) = set(re.findall(r"photos/([0-9a-f]+)-", mail.read_text()))
    return school, {stem}


MARK = f"outbox/{WITHDRAWN}"


def traces(school: School, needles: set[str]) -> list[str]:
    """Every file of output and work folder whose name or bytes hold one of ``needles``.

    But for the mark by which the sender of letters knows what goes to nobody else.
    """
    return [
        path
        for folder in (school.output, school.work)
        for path, data in tree(folder).items()
        if any(needle in path or needle.encode() in data for needle in needles)
        if path != MARK
    ]


def test_the_next_build_has_no_trace(tmp_path: Path) -> None:
    """Pages, feeds, lists, mail, library, cards, renditions, cache: in preview and in public."""
    school, stems = published(tmp_path)
    needles = {*stems, *WORDS}
    assert len(traces(school, needles)) > 10
    withdraw(school, "S-001", yes=True)
    assert [path for path in traces(school, stems) if path.startswith("photos")]  # the old site
    assert not [p for p in tree(school.work / "renditions") if p.partition("-")[0] in stems]

    again = build(school, "publish")
    assert again.problems == []
    assert again.result.switched
    assert traces(school, needles) == []
    assert again.result.run.report["left_out"]["withdrawn"] == 1

    preview = build(school)
    assert preview.problems == []
    assert traces(school, needles) == []
    assert "the release of s-001 was withdrawn" in preview.read("posts/robots/index.html")


def test_it_only_shows_until_it_is_told_to_act(tmp_path: Path, capsys: object) -> None:
    """Every place is listed; not one file changes."""
    school, _ = published(tmp_path)
    before = tree(tmp_path)
    with out.capture() as said:
        withdraw(school, "s-001", yes=False)
    after = tree(tmp_path)
    assert {path for path in after if not path.endswith(".lock")} == {
        path for path in before if not path.endswith(".lock")
    }
    assert all(after[path] == data for path, data in before.items())
    text = said.get()
    for place in (
        "media/fair/ramp.jpg",
        "posts/2026-11-16-robots.md",
        "galleries/fair.md",
        "newsletter/2026-W47.md",
        "posts/robots/index.html",
        "2026-W47",
        "--yes",
    ):
        assert place in text
    assert "Lovelace" not in text


def test_only_the_row_changes(tmp_path: Path) -> None:
    """Byte for byte the rest of the register stays, its rights too."""
    school, _ = published(tmp_path)
    file = tmp_path / "private" / "consent.csv"
    file.write_bytes(b"\xef\xbb\xbf" + REGISTER.replace("\n", "\r\n").encode())
    file.chmod(0o600)
    before = file.read_bytes().split(b"\r\n")
    withdraw(school, "s-001", yes=True)
    after = file.read_bytes().split(b"\r\n")
    assert [one for one, other in zip(after, before, strict=True) if one != other] == [
        b"s-001,Ada Lovelace,none,site; newsletter,2027-06-30,withdrawn 2026-11-23"
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    names = {one.name for one in file.parent.iterdir()}
    assert names == {".gitignore", "consent.csv", "withdrawn.json"}


def test_what_others_are_in_stays_published(tmp_path: Path) -> None:
    """The cache of everybody else's photos is kept, so that the next build is quick."""
    school, stems = published(tmp_path)
    kept = {p for p in tree(school.work / "renditions") if p.partition("-")[0] not in stems}
    withdraw(school, "s-001", yes=True)
    assert set(tree(school.work / "renditions")) == kept
    assert build(school, "publish", NOW + timedelta(hours=1)).result.run.report["encoded"] == 0


def test_what_an_older_site_kept_goes_too(tmp_path: Path) -> None:
    """Renditions of other settings, or of a photo replaced since, may be anybody's."""
    school, _ = published(tmp_path)
    old = school.work / "renditions" / "0123456789abcdef-640.webp"
    old.write_bytes(b"RIFF")
    withdraw(school, "s-001", yes=True)
    assert not old.exists()


def test_an_id_nobody_knows_is_refused(tmp_path: Path) -> None:
    """A slip of the finger must not look like a job done."""
    school, _ = published(tmp_path)
    with pytest.raises(CoachError, match="s-0O1"):
        withdraw(school, "s-0O1", yes=True)


def test_an_id_without_a_row_is_told_of(tmp_path: Path) -> None:
    """It has no release anyway; what was kept of it goes."""
    sheet = SHEET.replace("people: none", "people: [s-009]")
    school = school_with(tmp_path, {"media/fair/media.yaml": sheet})
    with out.capture() as said:
        withdraw(school, "s-009", yes=True)
    assert "s-009 is not in private/consent.csv" in said.get()
    assert (tmp_path / "private" / "consent.csv").read_text() == REGISTER


def test_words_about_a_photo_taken_back_hold_nothing_up(tmp_path: Path) -> None:
    """Once it is gone nothing stands beside it, so that the site can be published at once."""
    sheet = SHEET.replace("Team Gearbox holds", "Ada Lovelace holds")
    register = REGISTER.replace("image-first-name", "full")
    school = school_with(tmp_path, {"media/fair/media.yaml": sheet}, register)
    assert build(school, "publish").problems == []
    withdraw(school, "s-001", yes=True)
    again = build(school, "publish")
    assert again.problems == []
    assert traces(school, {"Lovelace"}) == []


def test_a_clip_is_withdrawn_like_a_photo(tmp_path: Path) -> None:
    """Film, poster and still picture: out of the site, out of the cache, and never made again."""
    sheet = SHEET + (
        "  lap.mp4:\n    alt: A robot drives a lap\n    caption: One lap of the hall.\n"
        "    people: [s-001]\n"
    )
    post = POST + "\n![](../media/fair/lap.mp4)\n"
    files = {"media/fair/media.yaml": sheet, "posts/2026-11-16-robots.md": post}
    school = school_with(tmp_path, files)
    film(school.content / "media/fair/lap.mp4", sound=False)
    first = build(school, "publish")
    assert first.problems == []
    assert "One lap of the hall." in first.read("posts/robots/index.html")
    made = {
        path.partition(".")[0].partition("-")[0]
        for path in tree(school.work / "renditions")
        if path.endswith((".mp4", "-still.jpg"))
    }
    assert len(made) == 2

    withdraw(school, "s-001", yes=True)
    assert traces(School(school.content, tmp_path / "none", school.work), made) == []
    for mode in ("publish", "preview"):
        assert build(school, mode).problems == []
        assert traces(school, {*made, *WORDS, "One lap of the hall", "lap.mp4"}) == []


def test_the_public_site_is_looked_through_as_well(tmp_path: Path) -> None:
    """It lies in a folder of its own, beside the preview's."""
    school, _ = published(tmp_path)
    school.output.rename(tmp_path / "public")
    build(School(school.content, school.output, school.work))
    with out.capture() as said:
        withdraw(school, "s-001", public=tmp_path / "public", yes=False)
    assert "public/posts/robots/index.html" in said.get()
    assert "output/posts/robots/index.html" in said.get()


def test_the_same_picture_said_to_show_nobody_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy in another folder, of which somebody wrote "none": it would stay published."""
    files = {"posts/2026-11-16-robots.md": POST.replace("fair/sign.png", "copies/same.jpg")}
    school = school_with(tmp_path, dict(files))
    ramp = (school.content / "media/fair/ramp.jpg").read_bytes()
    sheet = "photos: {same.jpg: {alt: A ramp once more, people: none}}\n"
    write_files(school.content, {"media/copies/same.jpg": ramp, "media/copies/media.yaml": sheet})
    (problem,) = build(school, "publish").problems
    assert (problem.path, problem.rule) == ("media/copies/media.yaml", "photo-reviewed-twice")

    withdraw(school, "s-001", yes=True)

    said = " ".join(capsys.readouterr().out.split())
    assert "where media.yaml says otherwise: media/copies/same.jpg" in said
    assert "1. Write people: [s-001]" in said


def test_a_file_to_download_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All photos of a gallery in one ZIP file: they have other names in it, and the same bytes."""
    read = School.settings
    offered = {"GALLERIES": {"download": True}}
    monkeypatch.setattr(School, "settings", lambda *given: {**read(*given), **offered})
    school, _ = published(tmp_path)
    (school.output / "galleries/fair/torn.zip").write_bytes(b"PK")

    withdraw(school, "s-001", yes=False)

    said = capsys.readouterr().out
    assert "output/galleries/fair/fair.zip" in said
    assert "output/galleries/fair/torn.zip: it cannot be opened" in said.partition("Not looked")[2]
    assert "torn" not in said.partition("Not looked")[0]


def test_letters_that_lie_ready_go_at_once(tmp_path: Path) -> None:
    """Those to be sent, those to be looked at and those for a mail program; of others, none."""
    school, stems = published(tmp_path)
    shutil.copytree(school.work / "outbox", school.work / "outbox-preview")
    (stem,) = stems
    mail, letters = EmailMessage(), school.work / "letters"
    mail.set_content("Hello")
    mail.add_alternative(f"photos/{stem}-320.jpg", subtype="html", cte="base64")
    letters.mkdir()
    (letters / "2026-W47-everybody.eml").write_bytes(bytes(mail))
    assert stem.encode() not in bytes(mail)  # encoded, and found all the same
    (letters / "2026-W46-everybody.eml").write_bytes(b"Subject: Other\n\nHello")
    other = school.work / "outbox" / "2026-W46" / "everybody"
    other.mkdir(parents=True)
    (other / "issue.json").write_text("{}")

    with out.capture() as said:
        withdraw(school, "s-001", yes=True)

    assert "3 letters removed" in said.get()
    left = {path for path in tree(school.work) if path.startswith(("outbox", "letters"))}
    assert left == {"outbox/2026-W46/everybody/issue.json", "letters/2026-W46-everybody.eml", MARK}
    assert json.loads((school.work / MARK).read_text()) == {"photos": [stem]}


def test_what_tells_how_photos_look_goes_too(tmp_path: Path) -> None:
    """A fingerprint by which a photo is found among copies is a trace of it."""
    school, _ = published(tmp_path)
    memory = school.work / "photos" / "known.json"
    memory.parent.mkdir(exist_ok=True)
    memory.write_text("{}")
    withdraw(school, "s-001", yes=True)
    assert list(memory.parent.iterdir()) == []
