"""How accounts stand at a moment, which is noted: their time only goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, Double, bindparam, case, func, select, update

from mailing.store.models import Account, Spend

# What every message needs is put together once: making a statement costs more than running it.
_NOW: BindParameter[float] = bindparam("now", type_=Double())
_LATER = case((Account.last_seen < _NOW, _NOW), else_=Account.last_seen)
_SEE = (
    update(Account)
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
_SEE_ONE = _SEE.where(Account.name == bindparam("whose"))
_SEE_SEVERAL = _SEE.where(Account.name.in_(bindparam("names", expanding=True)))
_TICK = (
    update(Account)
    .where(Account.name == bindparam("whose"))
    .values(last_seen=_LATER)
    .returning(Account.last_seen)
)
_RELAX = update(Account).where(Account.name == bindparam("whose")).values(pauses=0, reason="")


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


def see_accounts(
    connection: Connection, names: Collection[str], now: float
) -> Mapping[str, Standing]:
    """How accounts stand at ``now``, which is noted."""
    if len(names) == 1:
        rows = connection.execute(_SEE_ONE, {"whose": next(iter(names)), "now": now})
    else:
        rows = connection.execute(_SEE_SEVERAL, {"names": list(names), "now": now})
    return {
        row.name: Standing(
            moment=row.last_seen,
            paused_until=row.paused_until,
            reason=row.reason,
            pauses=row.pauses,
            behind=row.last_seen - now,
            newest=row.newest or 0,
        )
        for row in rows
    }


def tick(connection: Connection, name: str, now: float, *, relax: bool = False) -> float:
    """The moment of an account: now, or the latest one it ever saw.

    With ``relax`` a message went out: the next pause is a short one again.
    """
    if relax:
        connection.execute(_RELAX, {"whose": name})
    return connection.execute(_TICK, {"whose": name, "now": now}).scalar_one()
