"""What a family took back is kept where it lasts, and every way of sending asks for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.errors import CoachError
from commands.mailing import due as mailing_due
from commands.mailing import sending
from commands.mailing.deciding import status
from commands.mailing.settings import database
from commands.newsletter.sealing import seal_issue
from commands.photos.lifting import lift
from commands.photos.withdrawing import withdraw
from commands.school import School
from commands.terminal import out as terminal
from commands.withdrawals import Watch, marks_file
from mailing.outbox import read_letters
from mailing.store.report import read_report
from mailing.transport.memory import MemoryTransport
from tests.builders import NOW, build, write_files
from tests.commands.mailing.test_sealed import accounts
from tests.mailing.builders import people, rows, subscribers
from tests.media.consent.school import POST, REGISTER, SHEET, picture, school_with

pytestmark = pytest.mark.site

WEEK = "2026-W47"
WORDS = ("A ramp of cardboard", "Team Gearbox holds the third ramp")
NOTE = f"---\ntitle: The week\nweek: {WEEK}\ndate: 2026-11-20 16:00\nsummary: Ramps.\n---\n\n" + (
    "Hello.\n\n![](../media/fair/ramp.jpg)\n"
)


class Mailing:
    """A school whose issue, with a photo of s-001, was queued for four and is out to none."""

    def __init__(self, folder: Path, out: MemoryTransport) -> None:
        files = {"posts/2026-11-16-robots.md": POST, f"newsletter/{WEEK}.md": NOTE}
        self.folder, self.out = folder, out
        self.school: School = school_with(folder, files)
        assert build(self.school, "publish").problems == []
        with database() as data:
            subscribers(data).bring_in(rows(people(4)), "en", 0.0)

    def queue(self) -> None:
        """Write down who gets a letter, and send nothing."""
        from commands.mailing.settings import post
        from mailing.clock import SteadyClock

        with database() as data:
            office = post().office(data, SteadyClock())
            assert office.queue(WEEK, read_letters(self.school.work / "outbox", WEEK)) == 4

    def withdraw(self) -> str:
        with terminal.capture() as said:
            withdraw(self.school, "s-001", yes=True)
        return said.get()

    def resume(self) -> None:
        sending.resume(self.school, WEEK, "", seal_issue, wait=False)

    def resume_all(self) -> None:
        """All four have their letter, as it was queued."""
        with pytest.raises(SystemExit):
            self.resume()
        assert len(self.out.accepted) == 4

    @property
    def stem(self) -> str:
        """Of the photo as it is published now."""
        (index,) = (self.school.work / "outbox" / WEEK).glob("*/issue.json")
        photos = json.loads(index.read_text("utf-8"))["photos"]
        (stem,) = (one["stem"] for one in photos if one["path"] == "media/fair/ramp.jpg")
        return str(stem)

    def held(self) -> str:
        """What is said where nothing goes out; all four still wait."""
        self.out.accepted.clear()
        with pytest.raises(CoachError) as refused:
            self.resume()
        assert self.out.accepted == []
        with database() as data:
            assert read_report(data, WEEK).states["queued"] == 4
        return str(refused.value)

    def sent_without(self, *stems: str) -> None:
        """All four have their letter, and nothing of the photo or its words is in one."""
        with pytest.raises(SystemExit):
            self.resume()
        assert len(self.out.accepted) == 4
        for mail in self.out.accepted:
            text = mail.body.replace(b"=\r\n", b"").decode()
            assert not [one for one in (*stems, *WORDS) if one in text]


@pytest.fixture
def mailing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mailing:
    out = MemoryTransport()
    monkeypatch.setattr(accounts, "way_for", lambda *_: (out, accounts.Place()))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/readers.sqlite3")
    monkeypatch.setenv("HALLWAY_SMTP_URL", "smtp://localhost")
    monkeypatch.setenv("HALLWAY_MAIL_FROM", "Technology coach <news@school.example>")
    monkeypatch.setenv("HALLWAY_SIGNUP_URL", "https://news.school.example")
    return Mailing(tmp_path, out)


def forget_nothing(_: Mailing) -> None:
    """As it is."""


def delete_work(mailing: Mailing) -> None:
    shutil.rmtree(mailing.school.work)


def another_work(mailing: Mailing) -> None:
    mailing.school = School(mailing.school.content, mailing.school.output, mailing.folder / "other")


def restore_outbox(mailing: Mailing) -> None:
    """From a copy of before, the mark beside it included."""
    shutil.rmtree(mailing.school.work)
    shutil.copytree(mailing.folder / "copy", mailing.school.work)


def lose_private(mailing: Mailing) -> None:
    """The database alone remembers."""
    marks_file(mailing.school).unlink()
    delete_work(mailing)


@pytest.mark.parametrize("cropped", [False, True])
@pytest.mark.parametrize(
    "meanwhile", [forget_nothing, delete_work, another_work, restore_outbox, lose_private]
)
def test_it_is_held_whatever_is_deleted_and_goes_on_after_the_publish(
    mailing: Mailing, meanwhile: object, cropped: bool
) -> None:
    """The photo may have been cropped after the issue was begun, and published anew."""
    mailing.queue()
    stems = {mailing.stem}
    shutil.copytree(mailing.school.work, mailing.folder / "copy")
    if cropped:
        photo = mailing.school.content / "media/fair/ramp.jpg"
        photo.write_bytes(picture("olive"))
        assert build(mailing.school, "publish").problems == []
        stems.add(mailing.stem)
        assert len(stems) == 2
    mailing.withdraw()
    assert callable(meanwhile)
    meanwhile(mailing)

    assert "a family has taken back since" in mailing.held()

    assert build(mailing.school, "publish").problems == []
    mailing.sent_without(*stems)


def test_a_sender_learns_of_it_where_no_database_could_be_told(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left to do is said, and is the task's exit code; the next sender reads the file."""
    mailing.queue()
    url = f"sqlite:///{mailing.folder}/readers.sqlite3"
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{mailing.folder}/mistyped.sqlite3")

    with terminal.capture() as captured:
        assert withdraw(mailing.school, "s-001", yes=True) is False

    said = " ".join(captured.get().split())
    assert "The database of readers was NOT told" in said
    assert "mistyped.sqlite3: there is no such file" in said
    assert "Done, but not all of it" in said
    assert not (mailing.folder / "mistyped.sqlite3").exists()
    monkeypatch.setenv("HALLWAY_DATABASE_URL", url)
    assert "a family has taken back since" in mailing.held()


def test_a_running_sender_sees_the_file(mailing: Mailing) -> None:
    """It is asked before each message, and reads nothing as long as nothing is new."""
    mailing.queue()
    with database() as data:
        watch = Watch(mailing.school, data)
        assert (watch(), watch()) == (False, False)
        marks_file(mailing.school).write_text(
            json.dumps({"photos": [{"person": "s-001", "path": "media/fair/ramp.jpg", "stem": ""}]})
        )
        assert (watch(), watch()) == (True, False)


def test_a_row_that_somebody_wrote_by_hand_counts(mailing: Mailing) -> None:
    """The register says withdrawn, and nobody typed the command."""
    mailing.queue()
    register = mailing.school.content.parent / "private" / "consent.csv"
    register.write_text(REGISTER.replace("2027-06-30,\n", "2027-06-30,withdrawn 2026-11-22\n", 1))

    assert "a family has taken back since" in mailing.held()


HEAD, ADA, *REST = REGISTER.splitlines(keepends=True)


@pytest.mark.parametrize(
    "row",
    [
        ADA.replace("image-first-name", "none"),
        ADA.replace("image-first-name", "perhaps"),
        ADA.replace("site; newsletter", "site"),
        ADA.replace("2027-06-30", "2026-11-22"),
        ADA.replace("2027-06-30", "2027"),
        ADA.replace("2027-06-30,", "2027-06-30,the mother called"),
        ADA + ADA,
        "",
    ],
)
def test_each_sender_asks_the_register_of_today(mailing: Mailing, row: str) -> None:
    """Whatever it says there now is no yes; and nothing has to be lifted once it is one again."""
    mailing.queue()
    register = mailing.school.content.parent / "private" / "consent.csv"
    with database() as data:
        watch = Watch(mailing.school, data)
        assert watch() is False
        register.write_text("".join((HEAD, row, *REST)), "utf-8")
        assert watch() is True

    assert "the register does not allow" in mailing.held()

    register.write_text(REGISTER, "utf-8")
    mailing.resume_all()


def test_what_was_held_before_is_told_with_the_command(mailing: Mailing) -> None:
    """Somebody wrote the no into the register first, and a sender has seen it."""
    mailing.queue()
    register = mailing.school.content.parent / "private" / "consent.csv"
    register.write_text("".join((HEAD, ADA.replace("image-first-name", "none"), *REST)), "utf-8")
    mailing.held()

    said = mailing.withdraw()

    assert f"{WEEK}/everybody: 4 messages kept back until you have published." in said
    assert "newsletter.resume sends the rest of an issue without the photos" in said


def test_the_status_names_what_is_held(mailing: Mailing) -> None:
    """Or its messages would look as if they waited for nothing but their turn."""
    mailing.queue()
    before = status_of(mailing.school)

    mailing.withdraw()

    assert "Held:" not in before
    assert f"Held: {WEEK}/everybody." in status_of(mailing.school)


def status_of(school: School) -> str:
    with terminal.capture() as said:
        status(school, WEEK)
    return said.get()


def test_a_computer_without_a_register_sends_all_the_same(mailing: Mailing) -> None:
    """It has the letters of the last publish, and the list; it knows what was taken back."""
    mailing.queue()
    (mailing.school.content.parent / "private" / "consent.csv").unlink()

    mailing.resume_all()


def to_another_folder(content: Path) -> None:
    """Moved, and cropped at the same time."""
    (content / "media/fair/ramp.jpg").unlink()
    start, bridge, rest = SHEET.partition("  bridge.jpg")
    photos: dict[str, str | bytes] = {
        "media/new/ramp.jpg": picture("olive"),
        "media/new/media.yaml": start,
        "media/fair/media.yaml": f"photos:\n{bridge}{rest}",
    }
    write_files(content, photos)


def to_another_name(content: Path) -> None:
    """The photo of somebody else lies in its place now."""
    sheet = SHEET.replace("[s-001]", "none") + "  ada.jpg:\n    alt: A ramp\n    people: [s-001]\n"
    photos: dict[str, str | bytes] = {
        "media/fair/ada.jpg": picture("olive"),
        "media/fair/ramp.jpg": picture("red"),
        "media/fair/media.yaml": sheet,
    }
    write_files(content, photos)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("restored", [True, False])
@pytest.mark.parametrize("move", [to_another_folder, to_another_name])
def test_what_nobody_can_tell_any_more_waits_for_the_next_publish(
    mailing: Mailing,
    monkeypatch: pytest.MonkeyPatch,
    move: Callable[[Path], None],
    restored: bool,
    told: bool,
) -> None:
    """The queued letter shows the photo as it was, at a place that has another today or none."""
    mailing.queue()
    stem = mailing.stem
    shutil.copytree(mailing.school.work, mailing.folder / "copy")
    move(mailing.school.content)
    if not told:
        monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{mailing.folder}/mistyped.sqlite3")
    said = mailing.withdraw()
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{mailing.folder}/readers.sqlite3")
    if restored:
        restore_outbox(mailing)

    assert f"{WEEK}: The week (lies ready to be sent)" in said
    assert "a family has taken back since" in mailing.held()

    note = mailing.school.content / f"newsletter/{WEEK}.md"
    note.write_text(NOTE.replace("![](../media/fair/ramp.jpg)", ""), "utf-8")
    post = mailing.school.content / "posts/2026-11-16-robots.md"
    post.write_text(POST.replace("![](../media/fair/ramp.jpg)", ""), "utf-8")
    assert build(mailing.school, "publish").problems == []
    mailing.sent_without(stem)


@pytest.mark.parametrize("way", ["test", "send", "due"])
def test_every_way_of_sending_asks(
    mailing: Mailing, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An outbox of before was put back; nothing of it goes out."""
    shutil.copytree(mailing.school.work, mailing.folder / "copy")
    mailing.withdraw()
    restore_outbox(mailing)
    capsys.readouterr()
    school, seal = mailing.school, seal_issue

    ways: dict[str, Callable[[], None]] = {
        "test": lambda: sending.send_test(school, WEEK, "", "me@school.example"),
        "send": lambda: sending.send(school, WEEK, "", seal, dry=False, yes=True, wait=False),
        "due": lambda: mailing_due.due(
            school, hours=144, yes=True, wait=False, seal=seal, clock=NOW.timestamp
        ),
    }

    with pytest.raises((CoachError, SystemExit)) as refused:
        ways[way]()

    assert mailing.out.accepted == []
    said = f"{refused.value} {capsys.readouterr().out}"
    assert "a photo that a family has taken back" in said


def test_the_issues_that_were_mailed_are_told(mailing: Mailing) -> None:
    """With day and readers, though no text and no letter names the photo any more."""
    mailing.queue()
    with pytest.raises(SystemExit):
        mailing.resume()
    note = mailing.school.content / f"newsletter/{WEEK}.md"
    note.write_text(NOTE.replace("![](../media/fair/ramp.jpg)", ""), "utf-8")
    assert build(mailing.school, "publish").problems == []
    delete_work(mailing)

    said = mailing.withdraw()

    assert f"{WEEK}/everybody: The week (mailed on " in said
    assert "to 4 readers)" in said


def test_lifting_needs_the_register_and_brings_nothing_back_by_itself(mailing: Mailing) -> None:
    """The family allows it again: the next publish may show it, and what was queued waits."""
    mailing.queue()
    mailing.withdraw()
    with pytest.raises(CoachError, match="Write into the register"):
        lift(mailing.school, "s-001", yes=True)
    register = mailing.school.content.parent / "private" / "consent.csv"
    register.write_text(REGISTER)

    with terminal.capture() as captured:
        assert lift(mailing.school, "S-001", yes=True) is True

    assert f"newsletter.resume {WEEK}" in captured.get()
    assert "a family has taken back since" in mailing.held()
    assert build(mailing.school, "publish").problems == []
    with pytest.raises(SystemExit):
        mailing.resume()
    assert len(mailing.out.accepted) == 4
    assert WORDS[0].encode() in mailing.out.accepted[0].body.replace(b"=\r\n", b"")


def test_another_school_on_the_computer_is_left_alone(mailing: Mailing) -> None:
    """It has photos of the same names, the ids are the same, and its settings are in the window."""
    mailing.queue()
    files: dict[str, str | bytes] = {
        "posts/2026-11-16-robots.md": POST,
        "media/fair/ramp.jpg": picture("purple"),
        f"newsletter/{WEEK}.md": NOTE,
    }
    other = school_with(mailing.folder / "other", files, url="https://other.example")
    assert build(other, "publish").problems == []

    for _ in range(2):  # the second time its letters are gone
        with terminal.capture() as captured:
            assert withdraw(other, "s-001", yes=True) is False
        said = " ".join(captured.get().split())
        assert "lead to school.example, and this school is at other.example" in said

    assert marks_file(other).exists()
    mailing.resume_all()


def test_a_school_that_moved_tells_its_own_list(mailing: Mailing) -> None:
    """Letters of both addresses are in it, or in the outbox."""
    mailing.queue()
    moved = School(
        mailing.school.content, mailing.folder / "new", mailing.school.work, "https://new.example"
    )
    shutil.copytree(mailing.school.work / "outbox" / WEEK, mailing.folder / "kept")
    assert build(moved, "publish").problems == []
    index = next((mailing.folder / "kept").glob("*/issue.json"))
    old = mailing.school.work / "outbox" / "2026-W40" / index.parent.name
    shutil.copytree(index.parent, old)

    with terminal.capture():
        assert withdraw(moved, "s-001", yes=True) is True
