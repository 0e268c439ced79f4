"""What to do when the clock once ran ahead: the accounts count on from a time yet to come.

Nothing is ever sent before the latest moment that an account has seen, so that a clock which is
set back lets nobody send more than is allowed. After a clock that ran years ahead that moment does
not come. Only people know which of the two times was wrong; then the times are brought back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from mailing.quota import DAY
from mailing.store.account import TOLERATED
from mailing.store.database import Database
from mailing.store.models import (
    Account,
    Attempt,
    Bounce,
    Confirmation,
    Departure,
    HandedOver,
    Issue,
    Message,
    Notice,
    RefusedLogin,
    Spend,
    Subscriber,
    Suppression,
)
from mailing.store.share import PREFIX
from mailing.store.signups import CONFIRM_WITHIN


@dataclass(frozen=True, slots=True)
class Ahead:
    """An account that saw ``last_seen``; ``spent`` recipients are noted at moments yet to come."""

    account: str
    last_seen: float
    spent: int


def find_ahead(database: Database, now: float) -> list[Ahead]:
    """The accounts that have seen a later time than ``now``. Changes nothing."""
    spent = (
        select(func.count()).where(Spend.account == Account.name, Spend.at > now).scalar_subquery()
    )
    query = (
        select(Account.name, Account.last_seen, spent.label("spent"))
        .where(Account.last_seen > now + TOLERATED)
        # These see what their account sees.
        .where(Account.name.not_like(f"{PREFIX}%"))
        .order_by(Account.name)
    )
    with database.begin() as connection:
        return [Ahead(row.name, row.last_seen, row.spent) for row in connection.execute(query)]


def set_back(database: Database, now: float) -> None:
    """Take ``now`` for the right time: whatever is noted at a later one happened just now.

    So a recipient counts for a whole day from now on, if not longer than it would have to.
    """
    with database.begin() as connection:
        for moment in (
            *(Account.last_seen, Spend.at, Issue.queued_at, Attempt.at),
            *(Message.not_before, Message.claimed_at, Message.settled_at),
            *(Notice.not_before, Notice.claimed_at, Notice.made_at, Notice.settled_at),
            *(Subscriber.joined_at, Subscriber.changed_at, Suppression.at, Departure.at),
            *(Confirmation.made_at, Confirmation.used_at, Bounce.at, HandedOver.at),
            RefusedLogin.at,
        ):
            _bring_back(connection, moment, now, now)
        # A link in a mail works no longer than it would have by the right time.
        latest = now + CONFIRM_WITHIN
        _bring_back(connection, Confirmation.expires_at, latest, latest)
        # How much of a pause is over nobody can say: it is held anew, at most a day.
        _bring_back(connection, Account.paused_until, now + DAY, now + DAY)


def _bring_back(
    connection: Connection, moment: InstrumentedAttribute[float], after: float, to: float
) -> None:
    connection.execute(update(moment.class_).where(moment > after).values({moment: to}))
