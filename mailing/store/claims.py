"""One message at a time: found, taken with its bytes and counted, and put down after the answer.

Everything here is part of the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from mailing.addresses import mask_addresses
from mailing.store.account import AccountBook, Wait
from mailing.store.models import Issue, Letter, Message, Spend, State, Subscriber
from mailing.store.packing import Frame
from mailing.store.prepared import Prepared
from mailing.store.standing import Standing, ask_accounts

# Subqueries and not joins: both databases then walk along the index of what is queued, and stop at
# the first. PostgreSQL would join and sort all that is left, for every message.
_READER = Subscriber.id == Message.subscriber_id
_LETTER = Letter.id == Message.letter_id
_FIRST = (
    select(
        Message.id,
        Message.not_before,
        Message.message_id,
        Message.body,
        Message.attempts,
        Message.letter_id,
        select(Subscriber.address).where(_READER).scalar_subquery().label("address"),
        select(Subscriber.token).where(_READER).scalar_subquery().label("token"),
        select(Letter.digest).where(_LETTER).scalar_subquery().label("digest"),
        select(Letter.held).where(_LETTER).scalar_subquery().label("held"),
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
_NEXT = Prepared(_FIRST)
_NEXT_OF_AUDIENCE = Prepared(
    _FIRST.where(
        select(Letter.audience).where(Letter.id == Message.letter_id).scalar_subquery()
        == bindparam("audience")
    )
)
_FRAME = Prepared(select(Letter.frame).where(Letter.id == bindparam("letter")))
_CHANGE = update(Message).where(Message.id == bindparam("number"))
# Its recipient was counted just before, and transactions take turns: theirs is the last number.
_LAST_SPEND = select(func.max(Spend.id)).scalar_subquery()
_CLAIM = Prepared(
    _CHANGE.values(state="claimed", spend_id=_LAST_SPEND),
    *("sender", "claimed_at", "attempts", "body"),
)
_CLAIMED = _CHANGE.where(Message.state == "claimed", Message.sender == bindparam("whose"))
_SETTLED = ("state", "reply", "settled_at", "not_before")
_SETTLE = Prepared(_CLAIMED, *_SETTLED)
_SETTLE_FOR_GOOD = Prepared(_CLAIMED.values(body=None), *_SETTLED)
_COUNTS_FROM = Prepared(
    update(Spend)
    .where(
        Spend.id
        == select(Message.spend_id).where(Message.id == bindparam("number")).scalar_subquery()
    )
    .values(at=bindparam("moment"))
)

_AT_ONCE = 0.5
"""Seconds from claim to answer that need no correction: windows are longer than the provider's by
more than that (``mailing.quota``)."""

Render = Callable[[bytes, str, str, str, float], bytes]
"""frame, address, Message-ID, token, moment -> the message."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is this sender's alone since ``at``, until it is settled."""

    id: int
    recipient: str = field(repr=False)
    body: bytes = field(repr=False)
    attempts: int
    sender: str
    account: str
    at: float


class Queued(NamedTuple):
    """A message that may be claimed. ``body``: as it was packed for an earlier attempt."""

    id: int
    not_before: float
    message_id: str
    body: bytes | None
    attempts: int
    letter_id: int
    address: str
    token: str
    digest: str
    held: int


@dataclass(frozen=True, slots=True)
class Held:
    """The next message is of a letter with a photo that a family took back: nobody may send it."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The first message of an issue that is queued, and how the accounts stand."""

    first: Queued | None
    standing: Mapping[str, Standing]

    def choose(
        self, connection: Connection, books: Sequence[AccountBook]
    ) -> tuple[Queued, AccountBook] | Wait | Held | None:
        """The message and who may send it; or how long to wait. None where none is left."""
        if self.first is None:
            return None
        if self.first.held:
            return Held()
        waits: list[Wait] = []
        for book in books:
            found = self.standing[book.name]
            wait = book.wait(connection, found)
            if self.first.not_before > max(wait.until if wait else 0.0, found.moment):
                why = "The server asked to try the rest again later."
                wait = Wait(self.first.not_before, why)
            if wait is None:
                return self.first, book
            waits.append(wait)
        return min(waits, key=lambda one: one.until)


def look_out(
    connection: Connection, issue: str, audience: str, books: Sequence[AccountBook], now: float
) -> Outlook:
    """What ``books`` might send at ``now``."""
    standing = ask_accounts(connection, [one.name for one in books], now)
    query = _NEXT_OF_AUDIENCE if audience else _NEXT
    rows = query.ask(connection, issue=issue, audience=audience)()
    return Outlook(Queued(*rows[0]) if rows else None, standing())


class Desk:
    """Where messages are taken from. Remembers letters, each by the wording it has."""

    def __init__(self) -> None:
        self._frames: dict[int, tuple[str, Frame]] = {}

    def take(
        self,
        connection: Connection,
        outlook: Outlook,
        books: Sequence[AccountBook],
        sender: str,
        render: Render,
    ) -> Claim | Wait | Held | None:
        """The next message, claimed; or how long to wait. None where none is left."""
        chosen = outlook.choose(connection, books)
        if not isinstance(chosen, tuple):
            return chosen
        row, book = chosen
        moment = outlook.standing[book.name].moment
        frame = self._frame(connection, row.letter_id, row.digest)
        if row.body:
            packed, body = row.body, frame.unpack(row.body)
        else:
            body = render(frame.data, row.address, row.message_id, row.token, moment)
            packed = frame.pack(body)
        book.spend(connection, moment)
        attempts = row.attempts + 1
        _CLAIM.ask(
            connection,
            number=row.id,
            sender=sender,
            claimed_at=moment,
            attempts=attempts,
            body=packed,
        )
        return Claim(row.id, row.address, body, attempts, sender, book.name, moment)

    def _frame(self, connection: Connection, letter: int, digest: str) -> Frame:
        known = self._frames.get(letter)
        if known is None or known[0] != digest:  # another sender may have given it a new wording
            ((data,),) = _FRAME.ask(connection, letter=letter)()
            known = self._frames[letter] = (digest, Frame(data))
        return known[1]


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
        _COUNTS_FROM.ask(connection, number=claim.id, moment=moment)
    # The letter of what was sent is kept once; a hundred copies are not needed.
    statement = _SETTLE_FOR_GOOD if state in ("sent", "cancelled") else _SETTLE
    statement.ask(
        connection,
        number=claim.id,
        whose=claim.sender,
        state=state,
        reply=mask_addresses(reply),
        settled_at=moment,
        not_before=not_before,
    )


def find_reader(connection: Connection, message: int) -> Any:
    """``id`` and ``audiences`` of the reader of ``message``; None where they have left."""
    return connection.execute(
        select(Subscriber.id, Subscriber.audiences)
        .join(Message, Message.subscriber_id == Subscriber.id)
        .where(Message.id == message, Subscriber.status == "confirmed")
    ).one_or_none()
