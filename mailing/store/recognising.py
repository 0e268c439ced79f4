"""Whom a mail is about: by the letter that it names, or by an address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from mailing.addresses import AddressError, parse_address
from mailing.store.models import Message, Notice, Subscriber

_READERS = select(
    Subscriber.id.label("subscriber"), Subscriber.address, Subscriber.key, Subscriber.status
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail is about, and by which letter that is known.

    ``letter`` is its Message-ID; ``message`` its row, where it was a letter of an issue.
    """

    subscriber: int
    address: str = field(repr=False)
    key: str = field(repr=False)
    status: str
    letter: str = ""
    message: int | None = None


def readers_by_letter(
    connection: Connection, message_ids: Sequence[str]
) -> list[tuple[Reader | None, float]]:
    """The letters among ``message_ids``, and when they were sent; None: of somebody removed."""
    found: list[tuple[Reader | None, float]] = []
    for table in (Message, Notice):
        rows = connection.execute(
            select(
                table.id,
                table.message_id.label("letter"),
                table.claimed_at,
                Subscriber.id.label("subscriber"),
                Subscriber.address,
                Subscriber.key,
                Subscriber.status,
            )
            .outerjoin(Subscriber, Subscriber.id == table.subscriber_id)
            .where(table.message_id.in_(message_ids), table.claimed_at > 0)
        )
        for row in rows:
            if row.subscriber is None:
                found.append((None, row.claimed_at))
                continue
            number = row.id if table is Message else None
            found.append((_person(row, row.letter, number), row.claimed_at))
    return found


def readers_by_token(connection: Connection, tokens: Sequence[str]) -> list[Reader]:
    """Whose links to leave hold one of ``tokens``, with the newest letter that each of them got.

    For providers that put a Message-ID of their own in the place of ours.
    """
    rows = connection.execute(_READERS.where(Subscriber.token.in_(tokens)))
    found = []
    for row in rows:
        newest = connection.execute(
            select(Message.id, Message.message_id)
            .where(Message.subscriber_id == row.subscriber, Message.state == "sent")
            .order_by(Message.claimed_at.desc(), Message.id.desc())
            .limit(1)
        ).one_or_none()
        known = (newest.message_id, newest.id) if newest is not None else ("", None)
        found.append(_person(row, *known))
    return found


def readers_by_address(connection: Connection, addresses: Iterable[str]) -> list[Reader]:
    """Who has one of ``addresses``, in whatever spelling."""
    rows = connection.execute(_READERS.where(Subscriber.key.in_(keys_of(addresses))))
    return [_person(row) for row in rows]


def _person(row: Any, letter: str = "", message: int | None = None) -> Reader:
    return Reader(row.subscriber, row.address, row.key, row.status, letter, message)


def keys_of(addresses: Iterable[str]) -> set[str]:
    """What the spellings of one mailbox have in common; nothing of what is no address."""
    keys = set()
    for one in addresses:
        try:
            keys.add(parse_address(one).key)
        except AddressError:
            continue
    return keys
