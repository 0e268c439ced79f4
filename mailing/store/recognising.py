"""Whom a mail is about: by the letter that it names, or by an address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from mailing.addresses import AddressError, masked, parse_address
from mailing.quota import DAY
from mailing.returned import Reading
from mailing.store.models import Message, Notice, Subscriber
from mailing.store.outcomes import Rules, Taken

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


def recognise(
    connection: Connection, reading: Reading, named: Sequence[str], rules: Rules, now: float
) -> Reader | Taken:
    """Whom ``reading`` is about, ``named`` being the addresses that it tells of; or why nobody."""
    letters = readers_by_letter(connection, reading.message_ids)
    known = [one for one in letters if now - one[1] <= rules.oldest * DAY]
    people = {one.subscriber: one for one, _ in known if one is not None}
    if not letters:
        people = {one.subscriber: one for one in readers_by_token(connection, reading.tokens)}
    if len(people) > 1:
        # Whoever encloses the letters of several people: only the one that it is about.
        keys = keys_of(named)
        meant = [one for one in people.values() if one.key in keys]
        several = Taken("unclear", why="It names letters of several readers.")
        return meant[0] if len(meant) == 1 else several
    if people:
        return next(iter(people.values()))
    if any(one is None for one, _ in known):
        return Taken("gone")
    if letters:
        return Taken("unclear", why=f"Its letter was sent over {rules.oldest} days ago.")
    readers = readers_by_address(connection, named)
    if not readers:
        return Taken("unclear", why="It is about nobody on the list.")
    if not rules.trust:
        why = "It names no letter that was sent, so anybody may have written it."
        return Taken("unclear", masked(readers[0].address), why=why)
    if len(readers) > 1:
        return Taken("unclear", why="It is about several readers at once.")
    return readers[0]


def knows_their_letter(connection: Connection, reading: Reading) -> bool:
    """True for an answer to a letter that its sender got: nobody else has it."""
    letters = [one for one, _ in readers_by_letter(connection, reading.message_ids)]
    known = (*letters, *readers_by_token(connection, reading.tokens))
    return bool({one.key for one in known if one is not None} & keys_of((reading.sender,)))


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
