"""A photo that is taken back while its letter is being sent goes out to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailing.delivery.post_office import Options, PostOffice
from mailing.delivery.presence import present
from mailing.outbox import Letter
from mailing.quota import DAY, Limits, Window
from mailing.store.report import read_report
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
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

WEEK, STEM = "2026-W47", "3c6de38b20a49b4a"
PHOTO = f'<img src="https://school.example/photos/{STEM}-640.jpg" alt="Ada builds">'
SHOWN = letter(html=HTML.replace("<p>Good", f"<p>{PHOTO * 3} Good"), digest="1" * 64)
BARE = letter(digest="2" * 64)


class Begun:
    """An issue with the photo of which two of five readers have their letter."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock, self.is_full = folder, Clock(), False
        self.out = MemoryTransport(
            lambda _: (
                Verdict(Kind.LATER, "451 later") if self.is_full else Verdict(Kind.SENT, "250")
            )
        )
        two = Limits("two", (Window(DAY, 2),))
        self.office: PostOffice = office(folder, self.out, self.clock, two)
        subscribers(database(folder)).bring_in(rows(people(5)), "en", START)
        self.office.queue(WEEK, [SHOWN])
        self.run()

    def run(self) -> None:
        """A day's worth of it."""
        self.office.run(WEEK, "", Options(self.clock.sleep, 1.0))
        self.clock.now += DAY + 60

    def leave_out(self, *published: Letter) -> tuple[list[str], list[str]]:
        """What became of its letters, where ``published`` is in the outbox."""
        changed, held = self.office.leave_out(WEEK, published, {"abc", STEM})
        return changed, held

    @property
    def showing(self) -> list[bool]:
        """Of each message that went out, whether it shows the photo."""
        sent = (one.body.replace(b"=\r\n", b"") for one in self.out.accepted)
        return [STEM.encode() in one for one in sent]


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    return Begun(tmp_path)


def test_who_has_none_yet_gets_the_letter_without_the_photo(begun: Begun) -> None:
    """And everybody gets one."""
    assert begun.leave_out(BARE) == (["2026-W47/families"], [])
    begun.run()
    begun.run()

    assert begun.showing == [True, True, False, False, False]
    assert read_report(database(begun.folder), WEEK).states["sent"] == 5


def test_a_message_that_was_tried_before_loses_the_photo_too(tmp_path: Path) -> None:
    """Its bytes were stored for the next attempt."""
    begun = Begun(tmp_path)
    begun.is_full = True
    begun.run()
    begun.is_full = False

    begun.leave_out(BARE)
    for _ in range(3):
        begun.run()

    assert begun.showing == [True, True, False, False, False]


def test_without_a_new_letter_the_issue_is_held(begun: Begun) -> None:
    """Until the site is published, nothing can go out in its place."""
    assert begun.leave_out() == ([], ["2026-W47/families"])


def test_while_another_sender_is_at_work_the_issue_is_held(begun: Begun) -> None:
    """It knows the old wording by heart."""
    with present(begun.folder / "private"):
        assert begun.leave_out(BARE) == ([], ["2026-W47/families"])


def test_a_photo_that_is_released_again_is_no_reason(begun: Begun) -> None:
    """The publish has judged it."""
    assert begun.leave_out(SHOWN) == ([], [])


def test_other_letters_stay_as_they_were_queued(tmp_path: Path) -> None:
    """Their wording is fixed, whatever was published since."""
    clock, out = Clock(), MemoryTransport()
    made = office(tmp_path, out, clock)
    subscribers(database(tmp_path)).bring_in(rows(people(1)), "en", START)
    made.queue(WEEK, [BARE])

    assert made.leave_out(WEEK, [letter(subject="New", digest="3" * 64)], {STEM}) == ([], [])
    made.run(WEEK, "", Options(clock.sleep, 1.0))

    assert b"Subject: New" not in out.accepted[0].body
