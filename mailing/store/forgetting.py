"""What the sign-up service forgets by itself, once it is of no use any more."""

from __future__ import annotations

from sqlalchemy import delete, select

from mailing.quota import DAY
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.models import Confirmation, Notice, Subscriber
from mailing.store.signups import CONFIRM_WITHIN

_NOTICES_FOR = 30.0 * DAY


def forget_old(database: Database, attempts: Attempts, now: float) -> None:
    """Links that are too old, addresses nobody confirmed, mails long sent, tries."""
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
        connection.execute(
            delete(Notice).where(
                Notice.state.not_in(("queued", "claimed")), Notice.settled_at < now - _NOTICES_FOR
            )
        )
        attempts.forget(connection, now)
