"""What an account has sent, and whether it may send: the quota, stored with every message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, insert, select, update

from mailing.addresses import mask_addresses
from mailing.quota import Limits
from mailing.store.database import Database
from mailing.store.models import Account, Spend


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be sent before ``until``."""

    until: float
    why: str


class AccountBook:
    """One mail account and its limits; whoever sends from it shares them.

    Methods that take a connection are part of the caller's transaction.
    """

    def __init__(self, database: Database, account: str, limits: Limits) -> None:
        self._database = database
        self._account = account
        self._limits = limits
        with database.begin() as connection:
            known = select(Account.name).where(Account.name == account)
            if connection.scalar(known) is None:
                connection.execute(
                    insert(Account).values(
                        name=account, last_seen=0.0, paused_until=0.0, pauses=0, reason=""
                    )
                )

    def reserve(self, now: float) -> Wait | int:
        """Count one recipient outside of any issue (a test mail), or say how long to wait."""
        with self._database.begin() as connection:
            moment = self.tick(connection, now)
            until, why = self.allowed(connection, moment)
            return Wait(until, why) if until > moment else self.spend(connection, moment)

    def pause(self, delays: Sequence[float], reason: str, now: float) -> float:
        """Let nobody send for a while, longer each time in a row; until when."""
        with self._database.begin() as connection:
            moment = self.tick(connection, now)
            pauses = connection.scalar(select(Account.pauses).where(Account.name == self._account))
            until = moment + delays[min(pauses or 0, len(delays) - 1)]
            connection.execute(
                update(Account)
                .where(Account.name == self._account)
                .values(
                    paused_until=until, pauses=Account.pauses + 1, reason=mask_addresses(reason)
                )
            )
            return until

    def spent(self, now: float) -> list[float]:
        """The moments of recipients that still count, ascending."""
        with self._database.begin() as connection:
            moment = self.tick(connection, now)
            return list(
                connection.scalars(
                    select(Spend.at)
                    .where(Spend.account == self._account)
                    .where(Spend.at > moment - self._limits.longest)
                    .order_by(Spend.at)
                )
            )

    def paused_until(self) -> float:
        """Until when the provider asked for patience; 0 where it did not."""
        with self._database.begin() as connection:
            query = select(Account.paused_until).where(Account.name == self._account)
            return connection.scalar(query) or 0.0

    def allowed(self, connection: Connection, moment: float) -> tuple[float, str]:
        """From when on one more recipient is allowed, and why not before."""
        account = connection.execute(
            select(Account.paused_until, Account.reason).where(Account.name == self._account)
        ).one()
        until, why = account.paused_until, f"The provider asked for a pause: {account.reason}"
        for window in self._limits.windows:
            nth = connection.scalar(
                select(Spend.at)
                .where(Spend.account == self._account)
                .where(Spend.at > moment - window.seconds - 2)
                .order_by(Spend.at.desc())
                .offset(window.most - 1)
                .limit(1)
            )
            if window.frees(nth) > max(until, moment):
                until = window.frees(nth)
                why = f"{self._limits.name} allows {self._limits.words}."
        return until, why

    def tick(self, connection: Connection, now: float) -> float:
        """The moment: now, or the latest one ever seen where the clock was set back."""
        later = case((Account.last_seen < now, now), else_=Account.last_seen)
        return connection.execute(
            update(Account)
            .where(Account.name == self._account)
            .values(last_seen=later)
            .returning(Account.last_seen)
        ).scalar_one()

    def spend(self, connection: Connection, moment: float) -> int:
        """Count one recipient; the number of its row."""
        return connection.execute(
            insert(Spend).values(account=self._account, at=moment).returning(Spend.id)
        ).scalar_one()

    def relax(self, connection: Connection) -> None:
        """A message went out: the next pause is a short one again."""
        connection.execute(
            update(Account)
            .where(Account.name == self._account, Account.pauses > 0)
            .values(pauses=0, reason="")
        )

    def forget(self, connection: Connection, now: float) -> None:
        """Drop what has long ceased to count."""
        connection.execute(delete(Spend).where(Spend.at < now - 2 * self._limits.longest))
