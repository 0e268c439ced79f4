"""Signing up: what somebody asks for at the page, and the link by which they make it so.

Nothing here tells a caller who is on the list: whatever the address, asking looks the same.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from mailing.addresses import Address
from mailing.quota import DAY
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.models import Confirmation, Notice, Subscriber, Suppression
from mailing.store.secret import Secret

CONFIRM_WITHIN = 7.0 * DAY
"""Seconds that a link in a "please confirm" mail works, and that an unconfirmed address is kept."""

_EVERYBODY = "all"
_SIGNS = 48  # hexadecimal: 192 bits
NoticeKind = Literal["confirm", "settings"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for."""

    address: Address = field(repr=False)
    audiences: tuple[str, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Confirmable:
    """What a link in a mail would confirm, or has (``used``); and whether letters come now.

    Who left has used up all links that were made before, pressed or not.
    """

    address: str = field(repr=False)
    audiences: tuple[str, ...]
    lang: str
    used: bool
    subscribed: bool


def confirm_token(secret: Secret, message_id: str) -> str:
    """The token of the link in the mail ``message_id``: 192 bits that are written down nowhere."""
    return secret.hash(f"confirm:{message_id}")[:_SIGNS]


class Signups:
    """Sign-ups and their confirmation. ``domain`` ends the Message-IDs of mails."""

    def __init__(self, database: Database, secret: Secret, attempts: Attempts, domain: str) -> None:
        self._database = database
        self._secret = secret
        self._attempts = attempts
        self._domain = domain

    def ask(self, client: str, wish: Wish | None, now: float) -> float:
        """Take one try of ``client``: 0, or from when on they may try again.

        A ``wish`` gets a mail, unless its address had as many as it may. None is a try that holds
        nothing to be done.
        """
        with self._database.begin() as connection:
            until = max(
                self._attempts.wait(connection, "client", client, now),
                self._attempts.wait(connection, "everybody", _EVERYBODY, now),
            )
            if until:
                return until
            self._attempts.note(connection, "client", client, now)
            self._attempts.note(connection, "everybody", _EVERYBODY, now)
            if wish is not None:
                self._take(connection, wish, now)
        return 0.0

    def send_settings(self, token: str, now: float) -> bool:
        """Mail the link to their settings to the reader who has ``token``; False: nobody has it.

        Within the limit of their address: beyond it nothing is sent, and nothing said. Nobody who
        left is written to: whoever was forwarded a letter has its link, too.
        """
        with self._database.begin() as connection:
            row = connection.execute(
                select(Subscriber.id, Subscriber.key).where(
                    Subscriber.token == token, Subscriber.status == "confirmed"
                )
            ).one_or_none()
            if row is None:
                return False
            if not self._attempts.wait(connection, "address", row.key, now):
                self._attempts.note(connection, "address", row.key, now)
                self._queue(connection, row.id, "settings", now)
            return True

    def find(self, token: str, now: float) -> Confirmable | None:
        """What the link with ``token`` confirms; None where there is none, or it is too old."""
        with self._database.begin() as connection:
            row = connection.execute(
                select(
                    Confirmation.audiences,
                    Confirmation.lang,
                    Confirmation.used_at,
                    Subscriber.address,
                    Subscriber.status,
                )
                .join(Subscriber, Subscriber.id == Confirmation.subscriber_id)
                .where(Confirmation.hash == self._secret.hash(token))
                .where(Confirmation.expires_at > now)
            ).one_or_none()
        if row is None:
            return None
        subscribed = row.status == "confirmed"
        return Confirmable(row.address, tuple(row.audiences), row.lang, row.used_at > 0, subscribed)

    def confirm(self, token: str, now: float) -> bool:
        """Put whoever holds the link on the list; False where it is unknown, too old, or used up.

        This alone brings back somebody who had left. A second time changes nothing.
        """
        with self._database.begin() as connection:
            row = connection.execute(
                select(
                    Confirmation.audiences,
                    Confirmation.lang,
                    Confirmation.used_at,
                    Subscriber.id,
                    Subscriber.key,
                    Subscriber.status,
                    Subscriber.audiences.label("had"),
                )
                .join(Subscriber, Subscriber.id == Confirmation.subscriber_id)
                .where(Confirmation.hash == self._secret.hash(token))
                .where(Confirmation.expires_at > now)
            ).one_or_none()
            if row is None:
                return False
            if row.used_at:
                return bool(row.status == "confirmed")
            connection.execute(
                update(Confirmation)
                .where(Confirmation.hash == self._secret.hash(token))
                .values(used_at=now)
            )
            joins = row.status != "confirmed"
            had = () if joins else row.had
            values: dict[str, object] = {
                "audiences": list(dict.fromkeys((*had, *row.audiences))),
                "lang": row.lang,
                "status": "confirmed",
                "changed_at": now,
            }
            if joins:
                values["joined_at"] = now
            connection.execute(update(Subscriber).where(Subscriber.id == row.id).values(**values))
            hashed = self._secret.hash(row.key)
            connection.execute(delete(Suppression).where(Suppression.hash == hashed))
            return True

    def _take(self, connection: Connection, wish: Wish, now: float) -> None:
        row = connection.execute(
            select(Subscriber.id, Subscriber.status).where(Subscriber.key == wish.address.key)
        ).one_or_none()
        if self._attempts.wait(connection, "address", wish.address.key, now):
            return
        self._attempts.note(connection, "address", wish.address.key, now)
        if row is not None and row.status == "confirmed":
            self._queue(connection, row.id, "settings", now)
            return
        person = row.id if row is not None else _begin(connection, wish, now)
        message_id = self._queue(connection, person, "confirm", now)
        connection.execute(
            insert(Confirmation).values(
                hash=self._secret.hash(confirm_token(self._secret, message_id)),
                subscriber_id=person,
                audiences=list(wish.audiences),
                lang=wish.lang,
                made_at=now,
                expires_at=now + CONFIRM_WITHIN,
                used_at=0.0,
            )
        )

    def _queue(self, connection: Connection, subscriber: int, kind: NoticeKind, now: float) -> str:
        message_id = f"<{secrets.token_hex(16)}@{self._domain}>"
        connection.execute(
            insert(Notice).values(
                subscriber_id=subscriber,
                kind=kind,
                state="queued",
                message_id=message_id,
                attempts=0,
                made_at=now,
                not_before=0.0,
                sender="",
                claimed_at=0.0,
                settled_at=0.0,
                reply="",
            )
        )
        return message_id


def _begin(connection: Connection, wish: Wish, now: float) -> int:
    return connection.execute(
        insert(Subscriber)
        .values(
            address=wish.address.text,
            key=wish.address.key,
            audiences=list(wish.audiences),
            lang=wish.lang,
            status="pending",
            joined_at=now,
            changed_at=now,
        )
        .returning(Subscriber.id)
    ).scalar_one()
