"""P3 for issues: a photo taken back leaves every face of a letter, and who had it is told."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
from pathlib import Path

import pytest

from commands.newsletter.desk import Desk
from commands.newsletter.sealing import seal
from commands.newsletter.showing import write_mails
from commands.photos.withdrawing import withdraw
from commands.school import School
from mailing.outbox import WITHDRAWN, read_withdrawn
from plugins.newsletter.outbox import mail_name
from tests.builders import NOW, build, tree
from tests.media.consent.school import POST, REGISTER, school_with

pytestmark = pytest.mark.site

SENT = """---
title: The week that was sent
week: 2026-W47
date: 2026-11-20
status: published
audience: [families]
summary: Ramps.
image: ../media/fair/ramp.jpg
entries:
  - path: ../posts/2026-11-16-robots.md
---

Hello.

![](../media/fair/ramp.jpg)
"""
DRAFT = """---
title: The week to come
week: 2026-W48
date: 2026-11-23
status: draft
summary: More ramps.
image: ../media/fair/ramp.jpg
entries:
  - path: ../posts/2026-11-23-more.md
---

See [the ramp](../media/fair/ramp.jpg).
"""
MORE = POST.replace("2026-11-16", "2026-11-23").replace("fair/sign.png", "fair/ramp.jpg")
FILES = {
    "posts/2026-11-16-robots.md": POST.replace("fair/sign.png", "fair/ramp.jpg"),
    "posts/2026-11-23-more.md": MORE.replace("Robots on", "More robots on"),
    "newsletter/2026-W47.md": SENT,
    "newsletter/2026-W48.md": DRAFT,
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands read the clock as builds do."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.fixture
def school(tmp_path: Path) -> School:
    """An issue that was sent and sealed, one in draft, both with the photo, and their files."""
    made = school_with(tmp_path, dict(FILES))
    assert build(made, "publish").problems == []
    seal(made, "2026-W47")
    public = made.output.rename(tmp_path / "public")
    assert public.is_dir()
    assert build(made).problems == []
    desk = Desk(made.work / "outbox-preview", made.output, "")
    write_mails(desk, made.work / "letters", desk.names())
    return made


def stem_in(school: School) -> str:
    """What the files of the photo start with."""
    page = (school.output / "newsletter/2026-w47/index.html").read_text("utf-8")
    image = re.search(r'property="og:image" content="[^"]*photos/([0-9a-f]+)-', page)
    found = image or re.search(r"photos/([0-9a-f]+)-", page)
    assert found
    return found[1]


def faces(school: School, stem: str) -> set[str]:
    """Which faces of the two issues show the photo."""
    found = set()
    for folder in (school.output, school.work / "outbox", school.work / "outbox-preview"):
        for path, data in tree(folder).items():
            if path == WITHDRAWN:
                continue  # it names what may not be mailed any more
            if stem.encode() in data and not path.startswith(("posts", "library", "galleries")):
                found.add(f"{folder.name}/{path}")
    for file in (school.work / "letters").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if any(stem in str(part.get_content()) for part in mail.iter_parts()):
            found.add(f"letters/{file.name}")
    return found


EVERY_FACE = {
    "output/newsletter/2026-w47/index.html",
    "output/newsletter/2026-w47/print/index.html",
    "output/newsletter/2026-w48/index.html",
    "output/newsletter/2026-w48/print/index.html",
    "output/feeds/newsletter.rss.xml",
    "output/feeds/newsletter-whole.rss.xml",
    "outbox/2026-W47/families/message.html",
    "outbox-preview/2026-W47/families/message.html",
    "outbox-preview/2026-W48/everybody/message.html",
    "letters/2026-W47-families.eml",
    "letters/2026-W48-everybody.eml",
}


def test_a_withdrawn_photo_leaves_every_face_of_an_issue(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Archive, paper, feeds, drafts, what lies ready to be sent; sent issues are listed."""
    stem = stem_in(school)
    assert faces(school, stem) >= EVERY_FACE

    withdraw(school, "s-001", yes=True)

    said = " ".join(capsys.readouterr().out.split())
    assert "2026-W47: The week that was sent (mailed on 2026-11-23 12:00)" in said
    assert {one for one in faces(school, stem) if not one.startswith("output")} == set()
    assert build(school).problems == []
    assert faces(school, stem) == set()
    assert build(school, "publish").problems == []
    assert faces(school, stem) == set()
    # All entries are there still, and the words of the note.
    text = (school.work / "outbox/2026-W47/families/message.txt").read_text("utf-8")
    assert "Robots on a ramp" in text
    assert "Hello." in text


def test_issues_mailed_long_ago_are_told_by_their_files(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """The letters themselves may be gone: asked a second time, or on another computer.

    The mail shows the picture of an entry and those of the note, and nothing else of an entry.
    """
    other = SENT.replace("W47", "W46").replace("that was sent", "before").partition("image:")[0]
    entries = "entries:\n  - path: ../posts/2026-11-16-robots.md\nsent: {date: 2026-11-13}\n---\n"
    (school.content / "newsletter/2026-W46.md").write_text(other + entries, "utf-8")
    bare = other.replace("W46", "W45").replace("before", "without it")
    bare += entries.replace("robots", "deep")
    (school.content / "newsletter/2026-W45.md").write_text(bare, "utf-8")
    (school.content / "posts/2026-11-16-deep.md").write_text(POST, "utf-8")
    withdraw(school, "s-001", yes=True)
    shutil.rmtree(school.work)
    capsys.readouterr()

    withdraw(school, "s-001", yes=False)

    said = " ".join(capsys.readouterr().out.split())
    assert "2026-W47: The week that was sent (mailed on 2026-11-23 12:00)" in said
    assert "2026-W46: The week before (mailed on 2026-11-13)" in said
    assert "2026-W45" not in said.partition("Issues of the newsletter that carry them:")[2]


def test_a_register_changed_by_hand_does_the_same(school: School) -> None:
    """Nobody has to know the command: the next builds take the photo out."""
    stem = stem_in(school)
    register = school.content.parent / "private/consent.csv"
    register.write_text(REGISTER.replace("image-first-name,site; newsletter", "withdrawn,"))

    assert build(school).problems == []
    assert build(school, "publish").problems == []

    assert faces(school, stem) == set()


def test_a_photo_for_the_site_alone_is_on_the_page_and_in_nothing_that_is_kept(
    tmp_path: Path,
) -> None:
    """No mail, no sheet of paper, no feed that is mailed has it."""
    register = REGISTER.replace("site; newsletter", "site")
    school = school_with(tmp_path, dict(FILES), register)
    assert build(school, "publish").problems == []

    assert {
        one for one in faces(school, stem_in(school)) if one.startswith(("output/newsl", "outb"))
    } == {"output/newsletter/2026-w47/index.html", "output/newsletter/index.html"}
    whole = (school.output / "feeds/newsletter-whole.rss.xml").read_text("utf-8")
    assert stem_in(school) not in whole


def test_a_photo_for_the_newsletter_alone_is_in_the_mail_alone(tmp_path: Path) -> None:
    """The site names it nowhere: not on paper, not in the feed of whole issues."""
    register = REGISTER.replace("site; newsletter", "newsletter")
    files = dict(FILES)
    files["newsletter/2026-W47.md"] = SENT.replace("\n![](../media/fair/ramp.jpg)\n", "")
    files["newsletter/2026-W47.md"] = files["newsletter/2026-W47.md"].replace("image:", "# image:")
    school = school_with(tmp_path, files, register)
    build(school)

    preview = school.work / "outbox-preview/2026-W47/families/message.html"
    found = re.findall(r"photos/([0-9a-f]+)-\d+\.jpg", preview.read_text("utf-8"))
    assert found  # the lead's picture
    for page in ("newsletter/2026-w47/print/index.html", "feeds/newsletter-whole.rss.xml"):
        assert found[0] not in (school.output / page).read_text("utf-8")


def test_a_file_for_a_mail_program_goes_with_the_letter_it_shows(school: School) -> None:
    """One that is as it was stays."""
    letter = school.content / "newsletter/2026-W48.md"
    letter.write_text(letter.read_text("utf-8").replace("See", "Look at"))

    build(school)

    assert sorted(one.name for one in (school.work / "letters").glob("*.eml")) == [
        mail_name("2026-W47/families")
    ]


def test_whoever_sends_is_told_what_may_not_be_mailed(school: School) -> None:
    """Mails that wait for their turn are in no folder; a second family does not undo the first."""
    stem = stem_in(school)
    outbox = school.work / "outbox"
    (outbox / WITHDRAWN).write_text('{"photos": ["abc"]}', "utf-8")

    withdraw(school, "s-001", yes=False)
    assert read_withdrawn(outbox) == {"abc"}
    withdraw(school, "s-001", yes=True)
    assert build(school, "publish").problems == []

    assert read_withdrawn(outbox) >= {"abc", stem}
