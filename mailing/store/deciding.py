"""What people decide about messages of an issue: failed ones again, uncertain ones either way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from sqlalchemy import Connection, select, update

from mailing.outbox import EVERYBODY
from mailing.store.database import Database
from mailing.store.issues import issue_number
from mailing.store.models import Letter, Message, State, Subscriber


def retry_failed(database: Database, issue: str) -> int:
    """Queue the failed messages again, of those who are still subscribed; how many."""
    with database.begin() as connection:
        return _requeue(connection, issue_number(connection, issue), "failed", ())


def resolve(
    database: Database,
    issue: str,
    verdict: Literal["arrived", "again"],
    numbers: Collection[int],
    now: float,
) -> int:
    """Settle uncertain messages (all, or those ``numbers``): they arrived, or go out again."""
    with database.begin() as connection:
        found = issue_number(connection, issue)
        if verdict == "again":
            return _requeue(connection, found, "uncertain", numbers)
        changes = update(Message).where(Message.issue_id == found, Message.state == "uncertain")
        if numbers:
            changes = changes.where(Message.id.in_(numbers))
        return connection.execute(changes.values(state="sent", settled_at=now, body=None)).rowcount


def _requeue(connection: Connection, issue: int, state: State, numbers: Collection[int]) -> int:
    """Of those who are still subscribed, and to that letter."""
    query = (
        select(Message.id, Letter.audience, Subscriber.audiences)
        .join(Subscriber, Subscriber.id == Message.subscriber_id)
        .join(Letter, Letter.id == Message.letter_id)
        .where(Message.issue_id == issue, Message.state == state, Subscriber.status == "confirmed")
    )
    again = [
        row.id
        for row in connection.execute(query)
        if row.audience in (*row.audiences, EVERYBODY) and (not numbers or row.id in numbers)
    ]
    for number in again:
        connection.execute(
            update(Message)
            .where(Message.id == number)
            .values(state="queued", attempts=0, not_before=0.0, reply="")
        )
    return len(again)
