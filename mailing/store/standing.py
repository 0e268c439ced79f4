"""How accounts stand at a moment, which is noted: their time only goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, Double, bindparam, case, func, select, update

from mailing.store.models import Account, Spend
from mailing.store.prepared import Prepared

_NOW: BindParameter[float] = bindparam("now", type_=Double())
_LATER = case((Account.last_seen < _NOW, _NOW), else_=Account.last_seen)
_SEE = Prepared(
    update(Account)
    .where(Account.name == bindparam("whose"))
    .values(last_seen=_LATER)
    .returning(
        Account.name,
        Account.last_seen,
        Account.paused_until,
        Account.reason,
        Account.pauses,
        select(func.max(Spend.id)).scalar_subquery().label("newest"),
    )
)
_TICK = (
    update(Account)
    .where(Account.name == bindparam("whose"))
    .values(last_seen=_LATER)
    .returning(Account.last_seen)
)
_RELAX = Prepared(
    update(Account).where(Account.name == bindparam("whose")).values(pauses=0, reason="")
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An account at ``moment``: now, or the latest one it ever saw where the clock went back.

    ``behind``: by how many seconds the clock is behind that. ``newest`` is the number of the newest
    recipient of all accounts.
    """

    moment: float
    paused_until: float
    reason: str
    pauses: int
    behind: float
    newest: int


def ask_accounts(
    connection: Connection, names: Collection[str], now: float
) -> Callable[[], Mapping[str, Standing]]:
    """How accounts stand at ``now``, which is noted; told when it is asked for."""
    asked = [_SEE.ask(connection, whose=name, now=now) for name in names]

    def standing() -> Mapping[str, Standing]:
        rows = (row for answer in asked for row in answer())
        return {
            name: Standing(seen, paused_until, reason, pauses, seen - now, newest or 0)
            for name, seen, paused_until, reason, pauses, newest in rows
        }

    return standing


def see_accounts(
    connection: Connection, names: Collection[str], now: float
) -> Mapping[str, Standing]:
    """How accounts stand at ``now``, which is noted."""
    return ask_accounts(connection, names, now)()


def relax(connection: Connection, name: str) -> None:
    """A message went out by this account: its next pause is a short one again."""
    _RELAX.ask(connection, whose=name)


def tick(connection: Connection, name: str, now: float) -> float:
    """The moment of an account: now, or the latest one it ever saw."""
    return connection.execute(_TICK, {"whose": name, "now": now}).scalar_one()
