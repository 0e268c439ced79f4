"""What an account has sent, and whether it may send: the quota, stored with every message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from mailing.addresses import mask_addresses
from mailing.quota import Limits, Window
from mailing.store.database import Database
from mailing.store.models import Account, Spend
from mailing.store.prepared import Prepared
from mailing.store.standing import Standing, see_accounts, tick

_SPEND = Prepared(insert(Spend).returning(Spend.id), "account", "at")
_NTH = Prepared(
    select(Spend.at)
    .where(Spend.account == bindparam("whose"), Spend.at > bindparam("since"))
    .order_by(Spend.at.desc())
    .offset(bindparam("skipped"))
    .limit(1)
)
_COUNT = Prepared(
    select(func.count())
    .select_from(Spend)
    .where(Spend.account == bindparam("whose"), Spend.at > bindparam("since"))
)

TOLERATED = 600.0
"""Seconds by which two computers' clocks may differ without a word."""

_SET_BACK = (
    "The clock of this computer was set back: the account was used at a later time already. "
    "If it is right now, type: python3 tasks.py newsletter.clock --set-back"
)

_LONGEST = 254
"""Signs of a name; a folder may have more."""

_FEW = 500
"""A limit up to here is looked up each time."""

_RECOUNT = 200
"""After so many recipients a large window is counted anew."""

_UNDER_WAY = 100
"""More messages than can be under way at once: their moments still change after the count."""


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
        self.name = account = account[:_LONGEST]
        self.limits = limits
        self._database = database
        self._counted: dict[Window, tuple[int, int]] = {}
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
            return wait or self.spend(connection, standing.moment)()

    def count_from(self, number: int, now: float) -> None:
        """The recipient ``number`` of :meth:`reserve` was written to just now, and not before."""
        with self._database.begin() as connection:
            moment = tick(connection, self.name, now)
            connection.execute(update(Spend).where(Spend.id == number).values(at=moment))

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

    def starts(self, now: float) -> float:
        """When it may send again, its limits apart: ``now``, or at the end of a pause."""
        with self._database.begin() as connection:
            standing = see_accounts(connection, (self.name,), now)[self.name]
            return max(standing.moment, standing.paused_until)

    def wait(self, connection: Connection, standing: Standing) -> Wait | None:
        """From when on one more recipient is allowed, and why not before; None where it is now."""
        moment = standing.moment
        if standing.behind > TOLERATED:
            # What went out now could not be given the time at which it really did.
            return Wait(moment, _SET_BACK)
        until, why = standing.paused_until, f"The provider asked for a pause: {standing.reason}"
        for window in self.limits.windows:
            if self._has_room(connection, window, standing):
                continue
            since = moment - window.seconds - 2
            nth = _NTH.ask(connection, whose=self.name, since=since, skipped=window.most - 1)()
            frees = window.frees(nth[0][0] if nth else None)
            if frees > max(until, moment):
                until = frees
                why = f"{self.limits.name} allows {self.limits.words}."
        return Wait(until, why) if until > moment else None

    def spend(self, connection: Connection, moment: float) -> Callable[[], int]:
        """Count one recipient; gives the number of its row when it is asked for."""
        asked = _SPEND.ask(connection, account=self.name, at=moment)

        def number() -> int:
            return int(asked()[0][0])

        return number

    def _has_room(self, connection: Connection, window: Window, standing: Standing) -> bool:
        """True where a large limit is far away, without a walk through the whole window.

        What was counted once can only become fewer, apart from what is written down since: no more
        than the numbers that were given since.
        """
        if window.most <= _FEW:
            return False
        count, newest = self._counted.get(window, (0, -_RECOUNT))
        if standing.newest - newest >= _RECOUNT:
            since = standing.moment - window.seconds - 2
            ((count,),) = _COUNT.ask(connection, whose=self.name, since=since)()
            newest = standing.newest
            self._counted[window] = count, newest
        return count + standing.newest - newest + _UNDER_WAY < window.most

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
