"""A photo that is taken back while its letter is being sent goes out to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailing.delivery.line import Ended
from mailing.delivery.post_office import Options, PostOffice
from mailing.errors import MailingError
from mailing.outbox import Letter
from mailing.quota import DAY, Limits, Window
from mailing.store.report import read_report
from mailing.store.withdrawing import Mailed, lift, read_mailed, record
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
from mailing.withdrawals import Mark, Others, Photo, Withdrawn
from tests.mailing.builders import (
    HTML,
    START,
    Clock,
    database,
    letter,
    office,
    people,
    rows,
    subscribers,
)
from tests.mailing.conftest import Databases

WEEK, PATH, STEM, CROPPED = "2026-W47", "media/fair/ramp.jpg", "3c6de38b20a49b4a", "b" * 16
NAME = f"{WEEK}/families"


def showing(stem: str, digest: str, *photos: Photo) -> Letter:
    """A letter with the photo in the files of ``stem``."""
    picture = f'<img src="https://school.example/photos/{stem}-640.jpg" alt="Ada builds">'
    html = HTML.replace("<p>Good", f"<p>{picture * 3} Good")
    return letter(html=html, digest=digest * 64, photos=photos or (Photo(PATH, stem),))


SHOWN, BARE = showing(STEM, "1"), letter(digest="2" * 64)
AT_PLACE = [Mark("s-001", PATH)]


class Begun:
    """An issue with the photo of which two of five readers have their letter."""

    def __init__(self, folder: Path, first: Letter = SHOWN) -> None:
        self.folder, self.clock, self.is_full = folder, Clock(), False
        self.out = MemoryTransport(
            lambda _: (
                Verdict(Kind.LATER, "451 later") if self.is_full else Verdict(Kind.SENT, "250")
            )
        )
        two = Limits("two", (Window(DAY, 2),))
        self.data = database(folder)
        self.office: PostOffice = office(folder, self.out, self.clock, two)
        subscribers(self.data).bring_in(rows(people(5)), "en", START)
        self.office.queue(WEEK, [first])
        self.run()

    def run(self) -> Ended:
        """A day's worth of it."""
        ended = self.office.run(WEEK, "", Options(self.clock.sleep, 1.0))
        self.clock.now += DAY + 60
        return ended

    def withdraw(self, *marks: Mark) -> None:
        record(self.data, marks or AT_PLACE, self.clock.now)

    @property
    def showing(self) -> list[bool]:
        """Of each message that went out, whether it shows the photo."""
        sent = (one.body.replace(b"=\r\n", b"") for one in self.out.accepted)
        return [STEM.encode() in one for one in sent]


@pytest.fixture
def begun(tmp_path: Path, databases: Databases) -> Begun:
    return Begun(tmp_path)


@pytest.mark.parametrize("mark", [Mark("s-001", PATH), Mark("s-001", "", STEM)])
def test_a_sender_asks_before_each_message(begun: Begun, mark: Mark) -> None:
    """By its place or by the names of its files: nothing more goes out, nothing is lost."""
    begun.withdraw(mark)

    assert begun.run().how == "withdrawn"
    assert begun.showing == [True, True]
    assert read_report(begun.data, WEEK).states["queued"] == 3


def test_a_running_sender_stops_by_itself(tmp_path: Path, databases: Databases) -> None:
    """It is told by another program, after its first message of five."""
    out = MemoryTransport(lambda _: Verdict(Kind.SENT, "250"))
    clock, other = Clock(), database(tmp_path)
    made = office(tmp_path, out, clock)
    subscribers(other).bring_in(rows(people(5)), "en", START)
    made.queue(WEEK, [SHOWN])

    def first_is_out(_: Kind) -> None:
        record(other, AT_PLACE, START)

    ended = made.run(WEEK, "", Options(clock.sleep, 1.0, told=first_is_out))

    # The one that was claimed together with the answer to the first was under way.
    assert (ended.how, len(out.accepted)) == ("withdrawn", 2)


def test_what_a_file_tells_stops_a_sender_too(begun: Begun) -> None:
    """``learn`` is asked before each message, and what was claimed already is put back."""

    def learn() -> bool:
        return bool(record(begun.data, AT_PLACE, START))

    ended = begun.office.run(WEEK, "", Options(begun.clock.sleep, 1.0, learn=learn))

    assert (ended.how, begun.showing) == ("withdrawn", [True, True])
    assert read_report(begun.data, WEEK).states["queued"] == 3


def test_other_issues_go_on(begun: Begun) -> None:
    """The photo is not in them."""
    begun.withdraw()
    begun.office.queue("2026-W48", [letter(edition="2026-W48", digest="4" * 64)])

    assert begun.office.run("2026-W48", "", Options(begun.clock.sleep, 1.0)).how == "wait"
    assert begun.showing == [True, True, False, False]


def test_who_has_none_yet_gets_the_letter_without_the_photo(begun: Begun) -> None:
    """And everybody gets one."""
    begun.withdraw()
    assert begun.office.leave_out(WEEK, [BARE]) == ([NAME], [])
    begun.run()
    begun.run()

    assert begun.showing == [True, True, False, False, False]
    assert read_report(begun.data, WEEK).states["sent"] == 5


def test_a_sender_that_waits_meanwhile_goes_on_with_the_new_wording(begun: Begun) -> None:
    """It had the old one by heart, and another command gave the issue the new one."""
    begun.withdraw()
    office(begun.folder, begun.out, begun.clock).leave_out(WEEK, [BARE])

    begun.run()

    assert begun.showing == [True, True, False, False]


def test_a_message_that_was_tried_before_loses_the_photo_too(begun: Begun) -> None:
    """Its bytes were stored for the next attempt."""
    begun.is_full = True
    begun.run()
    begun.is_full = False

    begun.withdraw()
    begun.office.leave_out(WEEK, [BARE])
    for _ in range(3):
        begun.run()

    assert begun.showing == [True, True, False, False, False]


@pytest.mark.parametrize(
    "published",
    [
        [],
        [SHOWN],
        [showing(CROPPED, "5")],
        [showing(STEM, "6", Photo("media/elsewhere.jpg", STEM))],
        [showing(CROPPED, "7", Photo("media/other.jpg", "c" * 16))],
    ],
    ids=["none", "as before", "another crop", "another place", "not noted"],
)
def test_without_a_letter_that_is_surely_without_it_the_issue_is_held(
    begun: Begun, published: list[Letter]
) -> None:
    """An outbox that was restored, or made by an older Hallway, lets nothing out."""
    begun.withdraw(Mark("s-001", PATH), Mark("s-001", PATH, STEM))

    assert begun.office.leave_out(WEEK, published) == ([], [NAME])
    assert begun.run().how == "withdrawn"


def test_the_older_crop_in_a_letter_is_known_by_its_place(
    tmp_path: Path, databases: Databases
) -> None:
    """The photo was cropped after the issue was begun, and taken back after that."""
    begun = Begun(tmp_path)
    begun.withdraw(Mark("s-001", PATH), Mark("s-001", PATH, CROPPED))

    assert begun.run().how == "withdrawn"


def test_a_letter_of_an_older_hallway_is_held_whatever_was_taken_back(
    tmp_path: Path, databases: Databases
) -> None:
    """It did not note its photos, so nobody can tell; a publish settles it."""
    begun = Begun(tmp_path, showing(STEM, "1", Photo("", "c" * 16)))
    begun.withdraw(Mark("s-009", "media/other.jpg"))

    assert begun.run().how == "withdrawn"
    assert begun.office.leave_out(WEEK, [SHOWN]) == ([NAME], [])


def test_a_letter_that_is_begun_later_is_held_from_the_start(begun: Begun) -> None:
    """Whatever put it there: nothing goes out, and no test mail does."""
    begun.withdraw()
    again = showing(STEM, "8")
    begun.office.queue("2026-W48", [again])

    assert begun.office.run("2026-W48", "", Options(begun.clock.sleep, 1.0)).how == "withdrawn"
    with pytest.raises(MailingError, match="taken back"):
        begun.office.send_test(again, rows(people(1))[0].address)
    assert begun.showing == [True, True]


def test_lifting_brings_no_queued_letter_back(begun: Begun) -> None:
    """It goes on as the next publish writes it, and that may show the photo again."""
    begun.withdraw()

    assert lift(begun.data, AT_PLACE) == [NAME]
    assert begun.run().how == "withdrawn"
    assert begun.office.leave_out(WEEK, [showing(STEM, "9")]) == ([NAME], [])
    begun.run()
    assert begun.showing == [True] * 4


def test_what_another_family_took_back_stays(begun: Begun) -> None:
    """Two children are in one photo."""
    begun.withdraw(Mark("s-001", PATH), Mark("s-002", PATH))
    lift(begun.data, AT_PLACE)

    assert begun.office.leave_out(WEEK, [SHOWN]) == ([], [NAME])


def mailed(begun: Begun) -> list[Mailed]:
    return read_mailed(begun.data, Withdrawn.of(AT_PLACE), Others(frozenset({"media/other.jpg"})))


def test_what_was_mailed_is_known_after_the_letter_was_reworded(begun: Begun) -> None:
    """The family is told how many have it, and not how many have the letter."""
    begun.withdraw()
    begun.office.leave_out(WEEK, [BARE])
    begun.run()
    begun.run()

    (one,) = mailed(begun)
    assert (one.issue, one.letter, one.readers, one.sure) == (WEEK, NAME, 2, True)
    assert one.first == START


def test_who_was_removed_from_the_list_has_the_mail_all_the_same(begun: Begun) -> None:
    """The count is of messages, and no address is needed for it."""
    for one in rows(people(5)):
        subscribers(begun.data).remove(one.address, START)

    assert [one.readers for one in mailed(begun)] == [2]


def test_other_letters_are_not_among_the_mailed(tmp_path: Path, databases: Databases) -> None:
    """A photo of today's content that is somebody else's is no doubt either."""
    begun = Begun(tmp_path, showing(CROPPED, "1", Photo("media/other.jpg", CROPPED)))

    assert mailed(begun) == []


def test_a_photo_that_is_gone_from_the_content_leaves_a_doubt(
    tmp_path: Path, databases: Databases
) -> None:
    """It was renamed and cropped, or deleted: it may have been theirs."""
    begun = Begun(tmp_path, showing(CROPPED, "1", Photo("media/old-name.jpg", CROPPED)))

    assert [(one.readers, one.sure) for one in mailed(begun)] == [(2, False)]


def test_other_letters_stay_as_they_were_queued(tmp_path: Path) -> None:
    """Their wording is fixed, whatever was published since."""
    clock, out = Clock(), MemoryTransport()
    made = office(tmp_path, out, clock)
    subscribers(database(tmp_path)).bring_in(rows(people(1)), "en", START)
    made.queue(WEEK, [BARE])
    record(database(tmp_path), AT_PLACE, START)

    assert made.leave_out(WEEK, [letter(subject="New", digest="3" * 64)]) == ([], [])
    made.run(WEEK, "", Options(clock.sleep, 1.0))

    assert b"Subject: New" not in out.accepted[0].body
