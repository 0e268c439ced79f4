"""The end of a subscription: one way out for all who leave, whoever says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from mailing.outbox import EVERYBODY
from mailing.store.models import (
    LEFT,
    Confirmation,
    Departure,
    Letter,
    Message,
    Notice,
    Subscriber,
    Suppression,
)
from mailing.store.secret import Secret

Reason = Literal["unsubscribed", "bounced", "complained", "removed"]


def depart(
    connection: Connection, secret: Secret, subscriber: int, reason: Reason, now: float
) -> bool:
    """End a subscription: nothing more is sent, nothing queued goes out, no import brings it back.

    True where there was one until now, and :class:`Departure` says so; who had left before has
    not left again. ``removed`` is for :func:`erase` alone. Part of the caller's transaction.
    """
    # Locks the row, so that of two ways out at once only one finds a subscription to end.
    before = connection.execute(
        select(Subscriber.key, Subscriber.status)
        .where(Subscriber.id == subscriber)
        .with_for_update()
    ).one_or_none()
    if before is None:
        return False
    suppress(connection, secret, before.key, reason, now)
    # What was asked for before is taken back too: a link that lies in a mailbox confirms no more.
    # It is kept as a used one, so that its page can say what happened.
    connection.execute(
        update(Confirmation)
        .where(Confirmation.subscriber_id == subscriber, Confirmation.used_at == 0)
        .values(used_at=now)
    )
    _cancel(connection, subscriber, now)
    if before.status in LEFT:
        return False
    if reason != "removed":
        connection.execute(
            update(Subscriber)
            .where(Subscriber.id == subscriber)
            .values(status=reason, changed_at=now)
        )
    if before.status != "confirmed":
        return False
    connection.execute(
        insert(Departure).values(
            issue_id=_last_issue(connection, subscriber), reason=reason, at=now
        )
    )
    return True


def give_up_others(connection: Connection, subscriber: int, kept: Collection[str]) -> None:
    """Take back letters that are queued for audiences they want no more.

    Not as cancelled: nothing was sent, and another letter of the issue may take its place.
    """
    others = select(Letter.id).where(Letter.audience.not_in((*kept, EVERYBODY)))
    connection.execute(
        delete(Message)
        .where(Message.subscriber_id == subscriber, Message.state == "queued")
        .where(Message.letter_id.in_(others))
    )


def erase(connection: Connection, secret: Secret, subscriber: int, key: str, now: float) -> None:
    """Delete a subscriber and what is kept about them; only a keyed hash remains."""
    suppress(connection, secret, key, "removed", now)
    depart(connection, secret, subscriber, "removed", now)
    connection.execute(
        update(Message).where(Message.subscriber_id == subscriber).values(body=None, reply="")
    )
    connection.execute(delete(Subscriber).where(Subscriber.id == subscriber))


def suppress(connection: Connection, secret: Secret, key: str, reason: Reason, now: float) -> None:
    """Keep ``key`` away from every import to come; nothing but a keyed hash of it is kept."""
    hashed = secret.hash(key)
    if not connection.scalar(select(Suppression.hash).where(Suppression.hash == hashed)):
        connection.execute(insert(Suppression).values(hash=hashed, reason=reason, at=now))


def _cancel(connection: Connection, subscriber: int, now: float) -> None:
    for queue in (Message, Notice):
        connection.execute(
            update(queue)
            .where(queue.subscriber_id == subscriber, queue.state == "queued")
            .values(state="cancelled", settled_at=now, body=None)
        )


def _last_issue(connection: Connection, subscriber: int) -> int | None:
    return connection.scalar(
        select(Message.issue_id)
        .where(Message.subscriber_id == subscriber, Message.state == "sent")
        .order_by(Message.settled_at.desc(), Message.id.desc())
        .limit(1)
    )
