"""The report of an issue: what came back, who left, what an engine was given; and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from mailing.delivery.post_office import Options
from mailing.errors import MailingError
from mailing.store.begun import read_begun, read_handed_over
from mailing.store.database import Database
from mailing.store.models import Bounce, Departure, HandedOver, Issue, Letter, Message
from mailing.store.report import read_overview, read_report
from mailing.transport import Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import START, Clock, database, letter, office, queued

pytestmark = pytest.mark.usefixtures("databases")
WEEK, BEFORE = "2026-W47", "2026-W46"


@pytest.fixture
def data(tmp_path: Path) -> Database:
    """Two issues: one that all six got, and one of which one failed and one is uncertain."""
    clock, left = Clock(), [Kind.SENT] * 6 + [Kind.REFUSED, Kind.UNCERTAIN]
    out = MemoryTransport(lambda _: Verdict(left.pop(0) if left else Kind.SENT, "550 no"))
    post = office(tmp_path, out, clock)
    queued(tmp_path, 6, out, clock)
    post.queue(BEFORE, [letter(edition=BEFORE)])
    for issue in (BEFORE, WEEK):
        assert post.run(issue, "", Options(clock.sleep)).how == "done"
    return database(tmp_path)


def add_bounces(data: Database, issue: str, *kinds: str) -> None:
    """A report for one letter after the other."""
    with data.begin() as connection:
        numbers = connection.scalars(
            select(Message.id).join(Issue).where(Issue.name == issue, Message.state == "sent")
        ).all()
        for number, kind in zip(numbers, kinds, strict=False):
            connection.execute(
                insert(Bounce).values(
                    digest=f"{number}{kind}",
                    subscriber_id=None,
                    message_id=number,
                    kind=kind,
                    status="5.1.1",
                    reason="550 no",
                    at=START,
                )
            )


def add_departures(data: Database, issue: str | None, *reasons: str) -> None:
    with data.begin() as connection:
        number = connection.scalar(select(Issue.id).where(Issue.name == issue))
        for reason in reasons:
            connection.execute(insert(Departure).values(issue_id=number, reason=reason, at=START))


def hand_over_to(data: Database, issue: str, engine: str, state: str) -> None:
    with data.begin() as connection:
        number = connection.scalar(select(Letter.id).join(Issue).where(Issue.name == issue))
        connection.execute(
            insert(HandedOver).values(
                letter_id=number, engine=engine, state=state, remote_id="7", at=START, reply=""
            )
        )


def test_what_came_back_and_who_left_stands_with_its_issue(data: Database) -> None:
    """Each letter once for a reason; a wish to leave by mail is no letter that came back."""
    add_bounces(data, WEEK, "hard", "soft", "soft", "request")
    add_bounces(data, BEFORE, "complaint")
    add_departures(data, WEEK, "unsubscribed", "unsubscribed", "bounced")
    add_departures(data, BEFORE, "complained")
    add_departures(data, None, "unsubscribed")

    report, before = read_report(data, WEEK), read_report(data, BEFORE)

    assert report.states == {"sent": 4, "failed": 1, "uncertain": 1}
    assert report.returned == {"hard": 1, "soft": 2}
    assert report.departed == {"unsubscribed": 2, "bounced": 1}
    assert (before.returned, before.departed) == ({"complaint": 1}, {"complained": 1})


def test_what_an_engine_was_given_is_told(data: Database) -> None:
    """By letter; a timer leaves such a letter alone, unless the engine refused it."""
    hand_over_to(data, WEEK, "listmonk", "created")
    hand_over_to(data, BEFORE, "buttondown", "failed")

    (handed,) = read_report(data, WEEK).handed

    assert (handed.letter, handed.engine, handed.state) == (
        "2026-W47/families",
        "listmonk",
        "created",
    )
    assert read_handed_over(data) == {"2026-W47/families"}


def test_all_issues_in_a_line_each(data: Database) -> None:
    """The newest first, with the same counts."""
    add_bounces(data, WEEK, "hard")
    add_departures(data, BEFORE, "unsubscribed")
    hand_over_to(data, BEFORE, "listmonk", "sent")

    newest, oldest = read_overview(data)

    assert (newest.issue, newest.states["sent"], newest.returned) == (WEEK, 4, {"hard": 1})
    assert (oldest.issue, oldest.departed) == (BEFORE, {"unsubscribed": 1})
    assert oldest.engines == ("listmonk",)
    assert newest.engines == ()


def test_an_issue_that_was_never_sent_has_no_report(data: Database) -> None:
    """With the command that sends it."""
    with pytest.raises(MailingError, match=r"newsletter\.send 2026-W01"):
        read_report(data, "2026-W01")


def test_what_is_open_is_known_for_a_timer(tmp_path: Path) -> None:
    """How much of an issue is left, and when something last happened to it."""
    clock = Clock()
    post = queued(tmp_path, 3, MemoryTransport(lambda _: Verdict(Kind.STOP, "535")), clock)
    assert read_begun(database(tmp_path))[WEEK].open == 3
    clock.now += 500

    post.run(WEEK, "", Options(clock.sleep))

    begun = read_begun(database(tmp_path))[WEEK]
    assert (begun.open, begun.last) == (3, START + 500)
