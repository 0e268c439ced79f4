"""How often somebody tried: the limits of the sign-up page, durable and without an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from mailing.quota import Window
from mailing.store.models import Attempt
from mailing.store.secret import Secret

Kind = Literal["address", "client", "everybody"]


def wait_for(
    connection: Connection,
    secret: Secret,
    kind: Kind,
    who: str,
    windows: Sequence[Window],
    now: float,
) -> float:
    """From when on ``who`` may try again: 0 where that is now."""
    hashed = _hash(secret, kind, who)
    until = 0.0
    for window in windows:
        nth = connection.scalar(
            select(Attempt.at)
            .where(Attempt.kind == kind, Attempt.who == hashed)
            .order_by(Attempt.at.desc())
            .offset(window.most - 1)
            .limit(1)
        )
        until = max(until, window.frees(nth))
    return until if until > now else 0.0


def note(connection: Connection, secret: Secret, kind: Kind, who: str, now: float) -> None:
    """Count one try of ``who``."""
    connection.execute(insert(Attempt).values(kind=kind, who=_hash(secret, kind, who), at=now))


def forget(connection: Connection, kind: Kind, before: float) -> None:
    """Drop tries that no limit counts any more."""
    connection.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.at < before))


def _hash(secret: Secret, kind: Kind, who: str) -> str:
    return secret.hash(f"{kind}:{who}")
