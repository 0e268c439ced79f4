"""Leaving: one way out, noted once, and nothing that was asked for before survives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from mailing.addresses import parse_address
from mailing.delivery.post_office import Options
from mailing.store.database import Database
from mailing.store.departures import Reason, depart
from mailing.store.models import Confirmation, Departure, Issue, Message, Notice, Subscriber
from mailing.store.secret import load_secret
from mailing.store.subscribers import count_gone
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import START, Clock, database, leave, people, queued, rows, subscribers


def gone(data: Database) -> list[tuple[str | None, str]]:
    """The week and the reason of everybody who left."""
    with data.begin() as connection:
        found = connection.execute(
            select(Issue.name, Departure.reason)
            .select_from(Departure)
            .outerjoin(Issue, Issue.id == Departure.issue_id)
            .order_by(Departure.id)
        )
        return [(row.name, row.reason) for row in found]


def test_a_departure_names_the_last_issue_that_had_arrived(tmp_path: Path) -> None:
    """By the link or by hand; for whom none arrived, it names none."""
    clock = Clock()

    def only_the_first(envelope: Envelope) -> Verdict:
        first = envelope.recipient.startswith("reader1@")
        return Verdict(Kind.SENT if first else Kind.REFUSED, "550 5.1.1 no such user")

    office = queued(tmp_path, 2, MemoryTransport(only_the_first), clock)
    office.run("2026-W47", "", Options(clock.sleep))
    data = database(tmp_path)

    subscribers(data).remove(parse_address("reader1@school.example"), START)
    with data.begin() as connection:
        token = str(connection.scalar(select(Subscriber.token)))
    leave(data, token)

    assert gone(data) == [("2026-W47", "removed"), (None, "unsubscribed")]


@pytest.mark.parametrize("later", ["unsubscribed", "bounced", "complained", "removed"])
def test_who_has_left_does_not_leave_again(tmp_path: Path, later: Reason) -> None:
    """Nor is the first reason overwritten by what comes in after it."""
    data = database(tmp_path)
    subscribers(data).bring_in(rows(people(1)), "en", START)
    secret = load_secret(data)

    with data.begin() as connection:
        assert depart(connection, secret, 1, "unsubscribed", START)
        assert not depart(connection, secret, 1, later, START + 60)
        row = connection.execute(select(Subscriber.status, Subscriber.changed_at)).one()

    assert tuple(row) == ("unsubscribed", START)
    assert gone(data) == [(None, "unsubscribed")]


def test_leaving_takes_back_what_was_asked_for_before(tmp_path: Path) -> None:
    """Queued letters, queued mails, links that were not used."""
    office = queued(tmp_path, 1, MemoryTransport(), Clock())
    data = database(tmp_path)
    secret = load_secret(data)
    with data.begin() as connection:
        connection.execute(
            insert(Confirmation).values(
                hash="0" * 64,
                subscriber_id=1,
                audiences=["families"],
                lang="en",
                made_at=START,
                expires_at=START + 60,
                used_at=0.0,
            )
        )
        connection.execute(
            insert(Notice).values(
                subscriber_id=1,
                kind="confirm",
                state="queued",
                message_id="<1@school.example>",
                attempts=0,
                made_at=START,
                not_before=0.0,
                sender="",
                claimed_at=0.0,
                settled_at=0.0,
                reply="",
            )
        )
        depart(connection, secret, 1, "complained", START)
        states = [
            *connection.scalars(select(Message.state)),
            *connection.scalars(select(Notice.state)),
        ]

        assert connection.scalars(select(Confirmation.used_at)).all() == [START]
        assert states == ["cancelled", "cancelled"]
    assert office.ledger.waiting("2026-W47", [], "") == 0


def test_who_never_confirmed_has_no_subscription_to_end(tmp_path: Path) -> None:
    """They are kept away all the same."""
    data = database(tmp_path)
    subscribers(data).bring_in(rows(people(1)), "en", START)
    secret = load_secret(data)
    with data.begin() as connection:
        connection.execute(update(Subscriber).values(status="pending"))
        ended = depart(connection, secret, 1, "unsubscribed", START)

    assert not ended
    assert gone(data) == []
    assert count_gone(data) == 1
