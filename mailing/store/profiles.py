"""What somebody on the list sees and changes about themselves, by a link only they have.

The link to the settings is another one than that in each letter: who is forwarded a letter can
take its reader off the list, as with every newsletter, but learns nothing about them.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, delete, select, update

from mailing.quota import DAY
from mailing.store.database import Database
from mailing.store.departures import depart, erase, give_up_others
from mailing.store.held import read_held
from mailing.store.models import Departure, Subscriber, Suppression
from mailing.store.secret import Secret

UNDO_WITHIN = 7.0 * DAY
"""Seconds for which the link by which somebody left takes them back."""

_SIGNS = 32  # hexadecimal: 128 bits


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody. ``can_return``: they left a short while ago, by themselves.

    ``undo`` is given to whoever ended the subscription just now, and takes that back.
    """

    address: str = field(repr=False)
    audiences: tuple[str, ...]
    lang: str
    status: str
    token: str = field(repr=False)
    can_return: bool = False
    undo: str = field(default="", repr=False)

    @property
    def subscribed(self) -> bool:
        """True while letters come."""
        return self.status == "confirmed"


def settings_key(secret: Secret, token: str) -> str:
    """What stands in the link to the settings of who has ``token``."""
    return f"{token}.{secret.hash(f'settings:{token}')[:_SIGNS]}"


class Profiles:
    """Somebody's own entry. ``token`` is that of their letters, ``key`` that of their settings."""

    def __init__(self, database: Database, secret: Secret) -> None:
        self._database = database
        self._secret = secret

    def by_token(self, token: str, now: float) -> Profile | None:
        """Who has ``token``."""
        with self._database.begin() as connection:
            return _profile(connection, token, now)

    def by_key(self, key: str, now: float) -> Profile | None:
        """Who has ``key``."""
        return self.by_token(self._opened(key), now)

    def leave(self, token: str, now: float) -> Profile | None:
        """End the subscription of who has ``token``; how they are now, None where nobody has it."""
        with self._database.begin() as connection:
            found = connection.scalar(select(Subscriber.id).where(Subscriber.token == token))
            if found is None:
                return None
            ended = depart(connection, self._secret, found, "unsubscribed", now)
            after = _profile(connection, token, now)
            if after is None or not ended:
                return after
            return replace(after, undo=self._undo(token, now))

    def undo(self, token: str, undo: str, now: float) -> Profile | None:
        """As :meth:`come_back`, for whoever has left by the link in a letter.

        That link alone brings nobody back: whoever was forwarded the letter has it as well.
        """
        return self._return(token, now, undo)

    def come_back(self, key: str, now: float) -> Profile | None:
        """Undo :meth:`leave`, where it was a short while ago."""
        return self._return(self._opened(key), now)

    def _return(self, token: str, now: float, undo: str | None = None) -> Profile | None:
        with self._database.begin() as connection:
            before = _profile(connection, token, now)
            if before is None or not before.can_return:
                return before
            row = connection.execute(
                select(Subscriber.id, Subscriber.key, Subscriber.changed_at).where(
                    Subscriber.token == token
                )
            ).one()
            right = self._undo(token, row.changed_at)
            if undo is not None and not hmac.compare_digest(right.encode(), undo.encode()):
                return before
            connection.execute(
                update(Subscriber)
                .where(Subscriber.id == row.id)
                .values(status="confirmed", changed_at=now)
            )
            hashed = self._secret.hash(row.key)
            connection.execute(delete(Suppression).where(Suppression.hash == hashed))
            # It names nobody; of several at the same moment any one is the right one.
            undone = select(Departure.id).where(
                Departure.at == row.changed_at, Departure.reason == "unsubscribed"
            )
            connection.execute(delete(Departure).where(Departure.id.in_(undone.limit(1))))
            return _profile(connection, token, now)

    def change(self, key: str, audiences: tuple[str, ...], lang: str, now: float) -> Profile | None:
        """Give a subscriber other letters, or another language."""
        token = self._opened(key)
        with self._database.begin() as connection:
            changed = connection.scalar(
                update(Subscriber)
                .where(Subscriber.token == token, Subscriber.status == "confirmed")
                .values(audiences=list(audiences), lang=lang, changed_at=now)
                .returning(Subscriber.id)
            )
            if changed is not None:
                give_up_others(connection, changed, audiences)
            return _profile(connection, token, now)

    def delete(self, key: str, now: float) -> bool:
        """Delete everything about somebody; False where nobody has ``key``."""
        with self._database.begin() as connection:
            row = connection.execute(
                select(Subscriber.id, Subscriber.key).where(Subscriber.token == self._opened(key))
            ).one_or_none()
            if row is None:
                return False
            erase(connection, self._secret, row.id, row.key, now)
            return True

    def export(self, key: str) -> Mapping[str, object] | None:
        """All that is kept about somebody, for them to take away."""
        with self._database.begin() as connection:
            row = connection.execute(
                select(Subscriber).where(Subscriber.token == self._opened(key))
            ).one_or_none()
            return None if row is None else read_held(connection, dict(row._mapping))

    def _undo(self, token: str, left_at: float) -> str:
        """Of this one departure, and of no later one."""
        return self._secret.hash(f"return:{token}:{left_at}")[:_SIGNS]

    def _opened(self, key: str) -> str:
        """The token in ``key``; empty, which nobody has, where it is not signed."""
        token, _, _ = key.partition(".")
        right = settings_key(self._secret, token)
        return token if hmac.compare_digest(right.encode(), key.encode()) else ""


def _profile(connection: Connection, token: str, now: float) -> Profile | None:
    row = connection.execute(
        select(
            Subscriber.address,
            Subscriber.audiences,
            Subscriber.lang,
            Subscriber.status,
            Subscriber.changed_at,
        ).where(Subscriber.token == token)
    ).one_or_none()
    if row is None:
        return None
    returns = row.status == "unsubscribed" and now < row.changed_at + UNDO_WITHIN
    return Profile(row.address, tuple(row.audiences), row.lang, row.status, token, returns)
