"""What the sign-up service forgets by itself, once it is of no use any more."""

from __future__ import annotations

from sqlalchemy import delete, select

from mailing.quota import DAY
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.models import LEFT, Confirmation, Message, Notice, Subscriber
from mailing.store.signups import CONFIRM_WITHIN

_NOTICES_FOR = 30.0 * DAY


def forget_old(database: Database, attempts: Attempts, now: float) -> None:
    """Links that are too old, addresses nobody confirmed or wrote to, mails long sent, tries."""
    with database.begin() as connection:
        connection.execute(delete(Confirmation).where(Confirmation.expires_at <= now))
        alive = select(Confirmation.subscriber_id)
        connection.execute(
            delete(Subscriber).where(
                Subscriber.status == "pending",
                Subscriber.joined_at <= now - CONFIRM_WITHIN,
                Subscriber.id.not_in(alive),
            )
        )
        # Whoever left and never had a letter: mostly an address that a stranger typed, which came
        # back. The hash by which no import brings them back stays.
        written_to = select(Message.subscriber_id).where(Message.subscriber_id.is_not(None))
        connection.execute(
            delete(Subscriber).where(
                Subscriber.status.in_(LEFT),
                Subscriber.changed_at < now - _NOTICES_FOR,
                Subscriber.id.not_in(alive),
                Subscriber.id.not_in(written_to),
            )
        )
        connection.execute(
            delete(Notice).where(
                Notice.state.not_in(("queued", "claimed")), Notice.settled_at < now - _NOTICES_FOR
            )
        )
        attempts.forget(connection, now)
