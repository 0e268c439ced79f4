"""What an account has sent, and whether it may send: the quota, stored with every message."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Standing:
    """An account at ``moment``: now, or the latest one it ever saw where the clock went back."""

    moment: float
    paused_until: float
    reason: str


class AccountBook:
    """One mail account and its limits; whoever sends from it shares them.

    Methods that take a connection are part of the caller's transaction.
    """

    def __init__(self, database: Database, account: str, limits: Limits) -> None:
        self.name = account
        self.limits = limits
        self._database = database
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
            standing = see_accounts(connection, (self.name,), now)[self.name]
            wait = self.wait(connection, standing)
            return wait or self.spend(connection, standing.moment)

    def pause(self, delays: Sequence[float], reason: str, now: float) -> float:
        """Let nobody send for a while, longer each time in a row; until when."""
        with self._database.begin() as connection:
            moment = tick(connection, self.name, now)
            pauses = connection.scalar(select(Account.pauses).where(Account.name == self.name))
            until = moment + delays[min(pauses or 0, len(delays) - 1)]
            connection.execute(
                update(Account)
                .where(Account.name == self.name)
                .values(
                    paused_until=until, pauses=Account.pauses + 1, reason=mask_addresses(reason)
                )
            )
            return until

    def spent(self, now: float) -> list[float]:
        """The moments of recipients that still count, ascending."""
        with self._database.begin() as connection:
            moment = tick(connection, self.name, now)
            return list(
                connection.scalars(
                    select(Spend.at)
                    .where(Spend.account == self.name)
                    .where(Spend.at > moment - self.limits.longest)
                    .order_by(Spend.at)
                )
            )

    def paused_until(self) -> float:
        """Until when the provider asked for patience; 0 where it did not."""
        with self._database.begin() as connection:
            query = select(Account.paused_until).where(Account.name == self.name)
            return connection.scalar(query) or 0.0

    def wait(self, connection: Connection, standing: Standing) -> Wait | None:
        """From when on one more recipient is allowed, and why not before; None where it is now."""
        moment = standing.moment
        until, why = standing.paused_until, f"The provider asked for a pause: {standing.reason}"
        for window in self.limits.windows:
            nth = connection.scalar(
                select(Spend.at)
                .where(Spend.account == self.name)
                .where(Spend.at > moment - window.seconds - 2)
                .order_by(Spend.at.desc())
                .offset(window.most - 1)
                .limit(1)
            )
            if window.frees(nth) > max(until, moment):
                until = window.frees(nth)
                why = f"{self.limits.name} allows {self.limits.words}."
        return Wait(until, why) if until > moment else None

    def spend(self, connection: Connection, moment: float) -> int:
        """Count one recipient; the number of its row."""
        return connection.execute(
            insert(Spend).values(account=self.name, at=moment).returning(Spend.id)
        ).scalar_one()

    def forget(self, now: float) -> None:
        """Drop what has long ceased to count, and would not count by any other clock either."""
        kept = (
            select(Spend.id)
            .where(Spend.account == self.name)
            .order_by(Spend.at.desc())
            .limit(max(one.most for one in self.limits.windows))
        )
        with self._database.begin() as connection:
            connection.execute(
                delete(Spend)
                .where(Spend.account == self.name, Spend.at < now - 2 * self.limits.longest)
                .where(Spend.id.not_in(kept))
            )


def see_accounts(
    connection: Connection, names: Collection[str], now: float
) -> Mapping[str, Standing]:
    """How accounts stand, locked until the transaction ends: their senders take turns.

    Everybody locks them in the same order, so that no two wait for each other.
    """
    rows = connection.execute(
        select(Account.name, Account.last_seen, Account.paused_until, Account.reason)
        .where(Account.name.in_(names))
        .order_by(Account.name)
        .with_for_update()
    ).all()
    connection.execute(
        update(Account)
        .where(Account.name.in_(names), Account.last_seen < now)
        .values(last_seen=now)
    )
    return {
        row.name: Standing(max(now, row.last_seen), row.paused_until, row.reason) for row in rows
    }


def tick(connection: Connection, name: str, now: float, *, relax: bool = False) -> float:
    """The moment of an account: now, or the latest one it ever saw.

    With ``relax`` a message went out: the next pause is a short one again.
    """
    later = case((Account.last_seen < now, now), else_=Account.last_seen)
    return connection.execute(
        update(Account)
        .where(Account.name == name)
        .values(last_seen=later, **({"pauses": 0, "reason": ""} if relax else {}))
        .returning(Account.last_seen)
    ).scalar_one()
