"""What a mail of the sign-up service has to say, by the time it goes out: the next one that waits.

Everything here is part of the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, update

from mailing.store.models import Confirmation, Notice, State, Subscriber
from mailing.store.profiles import settings_key
from mailing.store.secret import Secret
from mailing.store.signups import confirm_token


@dataclass(frozen=True, slots=True)
class Told:
    """What one mail has to say. ``key`` is that of its link; ``at`` in seconds since 1970."""

    kind: str
    to: str = field(repr=False)
    key: str = field(repr=False)
    message_id: str
    audiences: tuple[str, ...]
    lang: str
    at: float


def next_told(connection: Connection, secret: Secret, now: float) -> tuple[Any, Told] | None:
    """The row of the first notice that waits, and what it says; None: there is none.

    What has nothing to say any more is cancelled on the way.
    """
    query = (
        select(
            Notice.id,
            Notice.kind,
            Notice.message_id,
            Notice.not_before,
            Notice.attempts,
            Notice.body,
            Subscriber.address,
            Subscriber.token,
            Subscriber.audiences,
            Subscriber.lang,
            Subscriber.status,
        )
        .join(Subscriber, Subscriber.id == Notice.subscriber_id)
        .where(Notice.state == "queued")
        .order_by(Notice.not_before, Notice.id)
        .limit(1)
    )
    while (row := connection.execute(query).one_or_none()) is not None:
        told = _told(connection, secret, row, now)
        if told is not None:
            return row, told
        close(connection, row.id, "cancelled", now)
    return None


def close(connection: Connection, notice: int, state: State, at: float, reply: str = "") -> None:
    """Write down what became of a notice, for good: its bytes, in which a link works, go."""
    connection.execute(
        update(Notice)
        .where(Notice.id == notice)
        .values(state=state, settled_at=at, body=None, reply=reply)
    )


def _told(connection: Connection, secret: Secret, row: Any, now: float) -> Told | None:
    """None where the link is of no use any more by the time it arrives."""
    if row.kind != "confirm":
        if row.status != "confirmed":
            return None
        key = settings_key(secret, row.token)
        audiences, lang = row.audiences, row.lang
    else:
        key = confirm_token(secret, row.message_id)
        asked = connection.execute(
            select(Confirmation.audiences, Confirmation.lang).where(
                Confirmation.hash == secret.hash(key),
                Confirmation.expires_at > now,
                Confirmation.used_at == 0,
            )
        ).one_or_none()
        if asked is None:
            return None
        audiences, lang = asked
    return Told(row.kind, row.address, key, row.message_id, tuple(audiences), lang, now)
