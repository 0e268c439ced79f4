"""One message at a time: found, taken with its bytes and counted, and put down after the answer.

Everything here is part of the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from mailing.addresses import mask_addresses
from mailing.store.account import AccountBook, Wait
from mailing.store.models import Issue, Letter, Message, Spend, State, Subscriber
from mailing.store.standing import Standing

# What every message needs is put together once: making a statement costs more than running it.
# Subqueries and not joins: both databases then walk along the index of what is queued, and stop at
# the first. PostgreSQL would join and sort all that is left, for every message.
_READER = Subscriber.id == Message.subscriber_id
_NEXT = (
    select(
        Message.id,
        Message.not_before,
        Message.message_id,
        Message.body,
        Message.attempts,
        Message.letter_id,
        select(Subscriber.address).where(_READER).scalar_subquery().label("address"),
        select(Subscriber.token).where(_READER).scalar_subquery().label("token"),
    )
    .where(
        Message.issue_id
        == select(Issue.id).where(Issue.name == bindparam("issue")).scalar_subquery(),
        Message.state == "queued",
        select(Subscriber.status).where(_READER).scalar_subquery() == "confirmed",
    )
    .order_by(Message.not_before, Message.id)
    .limit(1)
)
_NEXT_OF_AUDIENCE = _NEXT.where(
    select(Letter.audience).where(Letter.id == Message.letter_id).scalar_subquery()
    == bindparam("audience")
)
_FRAME = select(Letter.frame).where(Letter.id == bindparam("letter"))
_CHANGE = update(Message).where(Message.id == bindparam("number"))
_SETTLE = _CHANGE.where(Message.state == "claimed", Message.sender == bindparam("whose"))
_COUNTS_FROM = update(Spend).where(Spend.id == bindparam("spend")).values(at=bindparam("moment"))

_AT_ONCE = 0.5
"""Seconds from claim to answer that need no correction: windows are longer than the provider's by
more than that (``mailing.quota``)."""

Render = Callable[[bytes, str, str, str, float], bytes]
"""frame, address, Message-ID, token, moment -> the message."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is this sender's alone, until it is settled."""

    id: int
    recipient: str = field(repr=False)
    body: bytes = field(repr=False)
    attempts: int
    sender: str
    account: str
    spend: int
    at: float = 0.0


class Desk:
    """Where messages are taken from. Remembers letters, which never change once they are queued."""

    def __init__(self) -> None:
        self._frames: dict[int, bytes] = {}

    def take(
        self,
        connection: Connection,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        standing: Mapping[str, Standing],
        sender: str,
        render: Render,
    ) -> Claim | Wait | None:
        """The next message, claimed; or how long to wait. None where none is left."""
        found = find_next(connection, issue, audience, books, standing)
        if not isinstance(found, tuple):
            return found
        row, book, moment = found
        frame = self._frame(connection, row.letter_id)
        body = row.body or render(frame, row.address, row.message_id, row.token, moment)
        spend = book.spend(connection, moment)
        connection.execute(
            _CHANGE,
            {
                "number": row.id,
                "state": "claimed",
                "sender": sender,
                "claimed_at": moment,
                "attempts": row.attempts + 1,
                "body": body,
                "spend_id": spend,
            },
        )
        taken = row.attempts + 1
        return Claim(row.id, row.address, body, taken, sender, book.name, spend, moment)

    def _frame(self, connection: Connection, letter: int) -> bytes:
        # Once queued it never changes.
        if letter not in self._frames:
            self._frames[letter] = connection.scalar(_FRAME, {"letter": letter}) or b""
        return self._frames[letter]


def find_next(
    connection: Connection,
    issue: str,
    audience: str,
    books: Sequence[AccountBook],
    standing: Mapping[str, Standing],
) -> tuple[Any, AccountBook, float] | Wait | None:
    """The row of the next message, who may send it, and the moment; or how long to wait."""
    query = _NEXT_OF_AUDIENCE if audience else _NEXT
    row = connection.execute(query, {"issue": issue, "audience": audience}).one_or_none()
    if row is None:
        return None
    waits: list[Wait] = []
    for book in books:
        found = standing[book.name]
        wait = book.wait(connection, found)
        if row.not_before > max(wait.until if wait else 0.0, found.moment):
            wait = Wait(row.not_before, "The server asked to try the rest again later.")
        if wait is None:
            return row, book, found.moment
        waits.append(wait)
    return min(waits, key=lambda one: one.until)


def put_down(
    connection: Connection,
    claim: Claim,
    state: State,
    reply: str,
    moment: float,
    not_before: float = 0.0,
) -> None:
    """Write down what became of ``claim``, unless somebody else has done so."""
    if moment - claim.at > _AT_ONCE:
        connection.execute(_COUNTS_FROM, {"spend": claim.spend, "moment": moment})
    values: dict[str, object] = {
        "number": claim.id,
        "whose": claim.sender,
        "state": state,
        "reply": mask_addresses(reply),
        "settled_at": moment,
        "not_before": not_before,
    }
    if state in ("sent", "cancelled"):
        values["body"] = None  # its letter is kept once; a hundred copies are not needed
    connection.execute(_SETTLE, values)


def find_reader(connection: Connection, message: int) -> Any:
    """``id`` and ``audiences`` of the reader of ``message``; None where they have left."""
    return connection.execute(
        select(Subscriber.id, Subscriber.audiences)
        .join(Message, Message.subscriber_id == Subscriber.id)
        .where(Message.id == message, Subscriber.status == "confirmed")
    ).one_or_none()
