"""An issue that is out is sealed by the command that sent it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import accounts, sending
from commands.mailing import due as mailing_due
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.store.database import open_database
from mailing.transport.files import FileTransport
from mailing.transport.memory import MemoryTransport
from tests.builders import NOW, build, small_school
from tests.mailing.builders import people, rows, subscribers

pytestmark = pytest.mark.site

WEEK = "2026-W47"
LETTER = f"newsletter/{WEEK}.md"
FILES: dict[str, str | bytes] = {
    "posts/2026-11-17-ramps.md": "---\ntitle: Ramps\ndate: 2026-11-17\nsummary: Long ones.\n"
    "newsletter: true\naudience: [families]\n---\nText.\n",
    LETTER: f"---\ntitle: The week\nweek: {WEEK}\ndate: 2026-11-20 16:00\npreview: It.\n"
    "summary: It.\naudience: [families]\n---\n\nDear all.\n",
}


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """A school whose letter is in the outbox, with three families on its list."""
    made = small_school(tmp_path, FILES, "https://school.example")
    assert build(made, "publish").problems == []
    url = f"sqlite:///{tmp_path}/private/list.sqlite3"
    data = open_database(url, tmp_path / "private")
    subscribers(data).bring_in(rows(people(3)), "en", 0.0)
    data.close()
    monkeypatch.setenv("HALLWAY_DATABASE_URL", url)
    monkeypatch.setenv("HALLWAY_SMTP_URL", "smtp://localhost")
    monkeypatch.setattr(accounts, "way_for", lambda *_: (MemoryTransport(), accounts.Place()))
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")
    return made


def send(school: School, audience: str = "", seal: sending.Seal = seal_issue) -> int:
    with pytest.raises(SystemExit) as end:
        sending.send(school, WEEK, audience, seal, dry=False, yes=True, wait=False)
    return int(end.value.code or 0)


def test_an_issue_that_is_out_is_sealed(published: School) -> None:
    """From then on an edit is a problem; nobody had to think of it."""
    assert send(published) == 0

    file = published.content / LETTER
    text = file.read_text("utf-8")
    assert "\nsent:\n" in text
    assert "- path: ../posts/2026-11-17-ramps.md" in text
    assert build(published, "publish").problems == []
    file.write_text(text.replace("Dear all.", "Dear families."), "utf-8")
    assert build(published, "publish").rules == ["issue-changed"]


def test_the_timer_seals_in_its_one_line(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """The issue closed on Friday; it goes out and is sealed."""
    capsys.readouterr()

    with pytest.raises(SystemExit) as end:
        mailing_due.due(
            published, hours=144, yes=True, wait=False, seal=seal_issue, clock=NOW.timestamp
        )

    (line,) = capsys.readouterr().out.splitlines()
    assert end.value.code == 0
    assert "3 sent" in line
    assert f"{WEEK}.md: sealed for families." in line
    assert "\nsent:\n" in (published.content / LETTER).read_text("utf-8")


def test_what_was_changed_since_is_not_sealed_unasked(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not what readers have: somebody has to say which of the two counts."""
    file = published.content / LETTER
    os.utime(file, (outbox_time(published) + 60,) * 2)

    assert send(published) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert f"Not sealed: {LETTER} changed since it was sent." in told
    assert f"newsletter.seal --week {WEEK}" in told
    assert "sent:" not in file.read_text("utf-8")


def test_a_letter_published_anew_is_not_taken_for_the_one_that_was_sent(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Readers have the words that were queued first."""
    assert send(published, seal=lambda *_: []) == 0
    file = published.content / LETTER
    file.write_text(file.read_text("utf-8").replace("Dear all.", "Dear families."), "utf-8")
    assert build(published, "publish").problems == []
    capsys.readouterr()

    with pytest.raises(SystemExit):
        sending.resume(published, WEEK, "", seal_issue, wait=False)

    told = " ".join(capsys.readouterr().out.split())
    assert f"Not sealed: {WEEK}/families as published is not what was sent." in told
    assert "sent:" not in file.read_text("utf-8")


@pytest.mark.parametrize("kept", [True, False])
def test_nothing_is_sealed_twice_or_where_the_texts_are_elsewhere(
    published: School, kept: bool
) -> None:
    """A sealed letter stays as it is; a server that only sends has no texts."""
    file = published.content / LETTER
    if kept:
        seal_issue(published, WEEK)
    else:
        file.unlink()
    asked: list[str] = []

    assert send(published, seal=lambda _, week: asked.append(week) or []) == 0

    assert asked == []


def test_a_rehearsal_seals_nothing(
    published: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its letters go into a folder; readers have none of them."""
    folder = FileTransport(tmp_path / "sent")
    monkeypatch.setattr(accounts, "way_for", lambda *_: (folder, accounts.Place()))

    assert send(published) == 0

    assert len(list((tmp_path / "sent").glob("*.eml"))) == 3
    assert "sent:" not in (published.content / LETTER).read_text("utf-8")


def with_teachers(school: School) -> None:
    """A second letter, and a teacher who is to get it."""
    file = school.content / LETTER
    text = file.read_text("utf-8").replace("[families]", "[families, teachers]")
    file.write_text(text.replace("Dear all.", "Dear all.\n\n!!! teachers\n    Room 12.\n"), "utf-8")
    assert build(school, "publish").problems == []
    data = open_database(os.environ["HALLWAY_DATABASE_URL"], school.content.parent / "private")
    subscribers(data).bring_in(rows(["ben@school.example"], "teachers"), "en", 0.0)
    data.close()


def test_an_issue_is_not_out_while_one_of_its_letters_was_never_begun(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who sent the families' letter may go on with it; the teachers' one is still to be edited."""
    with_teachers(published)
    capsys.readouterr()
    assert send(published, "families") == 0

    with pytest.raises(SystemExit):
        sending.resume(published, WEEK, "", seal_issue, wait=False)

    told = " ".join(capsys.readouterr().out.split())
    assert f"Sealed once all of it is out; still to be sent: {WEEK}/teachers." in told
    assert "sent:" not in (published.content / LETTER).read_text("utf-8")


def test_the_last_of_its_letters_seals_an_issue(published: School) -> None:
    """One command for each is a way to send all of it."""
    with_teachers(published)
    assert send(published, "families") == 0
    assert send(published, "teachers") == 0

    assert "\nsent:\n" in (published.content / LETTER).read_text("utf-8")


def test_what_was_not_sealed_when_it_went_out_is_sealed_by_the_next_call(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though nobody is left to send to."""
    assert send(published, seal=lambda *_: []) == 0

    sending.send(published, WEEK, "", seal_issue, dry=True, yes=False, wait=False)
    assert "sent:" not in (published.content / LETTER).read_text("utf-8")
    sending.send(published, WEEK, "", seal_issue, dry=False, yes=True, wait=False)

    assert "\nsent:\n" in (published.content / LETTER).read_text("utf-8")


def test_sealing_is_no_edit_after_the_publish(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who sends to somebody new afterwards is not told to publish first."""
    assert send(published) == 0
    os.utime(published.content / LETTER, (outbox_time(published) + 60,) * 2)
    capsys.readouterr()

    sending.send(published, WEEK, "", seal_issue, dry=True, yes=False, wait=False)

    assert "was changed" not in capsys.readouterr().out


@pytest.mark.parametrize("written", ["sent:", "sent:   # not yet", "# sent: later"])
def test_an_empty_key_is_no_seal(published: School, written: str) -> None:
    """``new`` writes it into each file, switched off."""
    file = published.content / LETTER
    text = file.read_text("utf-8").replace("preview: It.", f"preview: It.\n{written}")
    file.write_text(text, "utf-8")
    assert build(published, "publish").problems == []

    assert send(published) == 0

    assert build(published, "publish").problems == []
    assert "  families: " in file.read_text("utf-8")


def test_where_nothing_may_be_written_it_is_said_where_to_seal(
    published: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A service that may write its own folder and no other."""
    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != published.work)

    assert send(published) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "nothing may be written here. Where it may: python3 tasks.py newsletter.seal" in told
    assert "sent:" not in (published.content / LETTER).read_text("utf-8")


@pytest.mark.parametrize("error", [KeyError("x"), OSError(30, "Read-only file system", "a.md")])
def test_nothing_that_goes_wrong_with_sealing_ends_a_run_of_the_timer(
    published: School, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mails are out: its line says so, in one line and no words of programmers'."""

    def seal(*_: object) -> list[str]:
        raise error

    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        mailing_due.due(published, hours=144, yes=True, wait=False, seal=seal, clock=NOW.timestamp)

    (line,) = capsys.readouterr().out.splitlines()
    assert end.value.code == 0
    assert "3 sent" in line
    assert f"{WEEK} is sent, and could not be sealed." in line
    assert "Errno" not in line


def test_of_a_sealed_issue_without_letters_in_the_outbox_nothing_is_said(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """A family took a photo back, and its letters were removed."""
    assert send(published) == 0
    shutil.rmtree(published.work / "outbox")
    capsys.readouterr()

    with pytest.raises(SystemExit):
        sending.resume(published, WEEK, "", seal_issue, wait=False)

    assert "seal" not in capsys.readouterr().out


def test_trouble_with_sealing_does_not_hide_that_it_is_sent(
    published: School, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mails are out; what is left to do is said."""

    def seal(*_: object) -> list[str]:
        raise CoachError("The file is read-only.")

    assert send(published, seal=seal) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert f"{WEEK} is sent, and could not be sealed. The file is read-only." in told


def outbox_time(school: School) -> float:
    return (school.work / "outbox").stat().st_mtime
