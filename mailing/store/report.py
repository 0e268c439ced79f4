"""What became of an issue, and what people decide about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select, update

from mailing.addresses import masked
from mailing.errors import MailingError
from mailing.store.database import Database
from mailing.store.models import Issue, Letter, Message, State, Subscriber


@dataclass(frozen=True, slots=True)
class Line:
    """One message that needs somebody: ``who`` is masked, ``at`` in seconds since 1970."""

    number: int
    who: str
    message_id: str
    reply: str
    at: float


@dataclass(frozen=True, slots=True)
class Report:
    """An issue: how many messages are in each state, by letter too, and which need somebody."""

    issue: str
    states: Counter[str]
    letters: dict[str, Counter[str]]
    failed: tuple[Line, ...]
    uncertain: tuple[Line, ...]
    left: int


def read_report(database: Database, issue: str) -> Report:
    """The report of ``issue``. Raises :class:`MailingError` where it was never queued."""
    with database.begin() as connection:
        number = _required(connection, issue)
        letters: dict[str, Counter[str]] = {}
        for row in connection.execute(
            select(Letter.edition, Letter.audience, Message.state, func.count().label("count"))
            .join(Letter, Letter.id == Message.letter_id)
            .where(Message.issue_id == number)
            .group_by(Letter.edition, Letter.audience, Message.state)
            .order_by(Letter.edition, Letter.audience)
        ):
            counts = letters.setdefault(f"{row.edition}/{row.audience}", Counter())
            counts[row.state] += row._mapping["count"]
        left = connection.scalar(
            select(func.count())
            .select_from(Message)
            .join(Subscriber, Subscriber.id == Message.subscriber_id)
            .where(Message.issue_id == number, Message.state == "sent")
            .where(Subscriber.status != "confirmed")
        )
        return Report(
            issue,
            sum(letters.values(), Counter()),
            letters,
            _lines(connection, number, "failed"),
            _lines(connection, number, "uncertain"),
            left or 0,
        )


def issues(database: Database) -> list[str]:
    """Every issue that was ever queued, the newest first."""
    with database.begin() as connection:
        return list(connection.scalars(select(Issue.name).order_by(Issue.name.desc())))


def retry_failed(database: Database, issue: str) -> int:
    """Queue the failed messages again, of those who are still subscribed; how many."""
    with database.begin() as connection:
        return _requeue(connection, _required(connection, issue), "failed", ())


def resolve(
    database: Database,
    issue: str,
    verdict: Literal["arrived", "again"],
    numbers: Collection[int],
    now: float,
) -> int:
    """Settle uncertain messages (all, or those ``numbers``): they arrived, or go out again."""
    with database.begin() as connection:
        found = _required(connection, issue)
        if verdict == "again":
            return _requeue(connection, found, "uncertain", numbers)
        changes = update(Message).where(Message.issue_id == found, Message.state == "uncertain")
        if numbers:
            changes = changes.where(Message.id.in_(numbers))
        return connection.execute(changes.values(state="sent", settled_at=now, body=None)).rowcount


def _requeue(connection: Connection, issue: int, state: State, numbers: Collection[int]) -> int:
    changes = (
        update(Message)
        .where(Message.issue_id == issue, Message.state == state)
        .where(
            Message.subscriber_id.in_(select(Subscriber.id).where(Subscriber.status == "confirmed"))
        )
    )
    if numbers:
        changes = changes.where(Message.id.in_(numbers))
    return connection.execute(
        changes.values(state="queued", attempts=0, not_before=0.0, reply="")
    ).rowcount


def _required(connection: Connection, issue: str) -> int:
    number = connection.scalar(select(Issue.id).where(Issue.name == issue))
    if number is None:
        raise MailingError(
            f'Nothing of "{issue}" was ever sent. Type: python3 tasks.py newsletter.send {issue}'
        )
    return number


def _lines(connection: Connection, issue: int, state: State) -> tuple[Line, ...]:
    rows = connection.execute(
        select(
            Message.id, Message.message_id, Message.reply, Message.settled_at, Subscriber.address
        )
        .outerjoin(Subscriber, Subscriber.id == Message.subscriber_id)
        .where(Message.issue_id == issue, Message.state == state)
        .order_by(Message.id)
    )
    return tuple(
        Line(
            row.id,
            masked(row.address) if row.address else "somebody who was removed",
            row.message_id,
            row.reply,
            row.settled_at,
        )
        for row in rows
    )
