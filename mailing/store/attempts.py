"""How often somebody tried: the limits of the sign-up page, durable and without an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from mailing.quota import DAY, HOUR, Window
from mailing.store.models import Attempt
from mailing.store.secret import Secret

Kind = Literal["address", "client", "everybody"]


_PLUS = re.compile(r"\+[^@]*@")
_GMAIL = ("gmail.com", "googlemail.com")


@dataclass(frozen=True, slots=True)
class TryLimits:
    """How much is allowed: mails to one ``address``, tries of one ``client``, of ``everybody``.

    A whole school signs up from one address of the internet on the evening when the newsletter is
    introduced, hence the many tries of one client.
    """

    address: tuple[Window, ...] = (Window(600, 1), Window(DAY, 3), Window(30 * DAY, 10))
    client: tuple[Window, ...] = (Window(HOUR, 100), Window(DAY, 300))
    everybody: tuple[Window, ...] = (Window(HOUR, 600),)

    def of(self, kind: Kind) -> tuple[Window, ...]:
        """The windows for one kind of tries."""
        return {"address": self.address, "client": self.client, "everybody": self.everybody}[kind]


class Attempts:
    """Counts tries by keyed hashes. Methods are part of the caller's transaction."""

    def __init__(self, secret: Secret, limits: TryLimits) -> None:
        self._secret = secret
        self._limits = limits

    def wait(self, connection: Connection, kind: Kind, who: str, now: float) -> float:
        """From when on ``who`` may try again: 0 where that is now."""
        hashed = self._hash(kind, who)
        until = 0.0
        for window in self._limits.of(kind):
            nth = connection.scalar(
                select(Attempt.at)
                .where(Attempt.kind == kind, Attempt.who == hashed)
                .order_by(Attempt.at.desc())
                .offset(window.most - 1)
                .limit(1)
            )
            until = max(until, window.frees(nth))
        return until if until > now else 0.0

    def note(self, connection: Connection, kind: Kind, who: str, now: float) -> None:
        """Count one try of ``who``."""
        connection.execute(insert(Attempt).values(kind=kind, who=self._hash(kind, who), at=now))

    def forget(self, connection: Connection, now: float) -> None:
        """Drop what no limit counts any more."""
        kinds: tuple[Kind, ...] = ("address", "client", "everybody")
        for kind in kinds:
            longest = max(one.seconds for one in self._limits.of(kind))
            connection.execute(
                delete(Attempt).where(Attempt.kind == kind, Attempt.at < now - longest - 60)
            )

    def _hash(self, kind: Kind, who: str) -> str:
        if kind == "address":
            who = _mailbox(who)
        return self._secret.hash(f"{kind}:{who}")


def _mailbox(key: str) -> str:
    """``mia+1``, ``mia+2``, ... fill one and the same mailbox; at Gmail ``m.i.a`` does, too."""
    name, _, domain = _PLUS.sub("@", key, 1).rpartition("@")
    return f"{name.replace('.', '')}@{_GMAIL[0]}" if domain in _GMAIL else f"{name}@{domain}"
