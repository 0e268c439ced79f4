"""The ledger of an issue: who is to get which letter, who has, and who is just being written to.

Each method is one transaction. A message is claimed, with its bytes stored and its recipient
counted, before anything of it is sent; and settled after the answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from mailing.addresses import mask_addresses
from mailing.handover import Letter as Written
from mailing.store.account import AccountBook, Wait, see_accounts, tick
from mailing.store.candidates import count_queued, find_candidates
from mailing.store.database import Database
from mailing.store.models import Issue, Letter, Message, Spend, State, Subscriber

# What every message needs is put together once: making a statement costs more than running it.
_NEXT = (
    select(
        Message.id,
        Message.not_before,
        Message.message_id,
        Message.body,
        Message.attempts,
        Message.letter_id,
        Subscriber.address,
        Subscriber.token,
    )
    .join(Subscriber, Subscriber.id == Message.subscriber_id)
    .join(Letter, Letter.id == Message.letter_id)
    .join(Issue, Issue.id == Message.issue_id)
    .where(Issue.name == bindparam("issue"), Message.state == "queued")
    .where(Subscriber.status == "confirmed")
    .order_by(Message.not_before, Message.id)
    .limit(1)
)
_NEXT_OF_AUDIENCE = _NEXT.where(Letter.audience == bindparam("audience"))
_FRAME = select(Letter.frame).where(Letter.id == bindparam("letter"))
_CHANGE = update(Message).where(Message.id == bindparam("number"))
_SETTLE = _CHANGE.where(Message.state == "claimed", Message.sender == bindparam("whose"))
_COUNTS_FROM = update(Spend).where(Spend.id == bindparam("spend")).values(at=bindparam("moment"))

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


class Ledger:
    """The messages of all issues.

    ``books`` are the accounts that may be sent from; the first of them that is free is taken.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._frames: dict[int, bytes] = {}

    def queue(
        self, issue: str, frames: Sequence[tuple[Written, bytes]], domain: str, now: float
    ) -> int:
        """Write down a message for everybody who has none of this issue yet; how many there were.

        A letter that was queued before stays as it was then. ``domain`` ends the Message-IDs.
        """
        with self._database.begin() as connection:
            number = _issue_id(connection, issue)
            if number is None:
                number = connection.execute(
                    insert(Issue).values(name=issue, queued_at=now).returning(Issue.id)
                ).scalar_one()
            ids = {one: _keep(connection, number, one, frame) for one, frame in frames}
            rows = [
                _fresh(number, person, ids[one], domain)
                for person, one in find_candidates(connection, number, [one for one, _ in frames])
            ]
            if rows:
                connection.execute(insert(Message), rows)
            return len(rows)

    def waiting(self, issue: str, letters: Sequence[Written], audience: str) -> int:
        """How many :meth:`queue` and a run would write to. Changes nothing."""
        with self._database.begin() as connection:
            number = _issue_id(connection, issue)
            fresh = find_candidates(connection, number, letters)
            return count_queued(connection, number, audience) + sum(
                1 for _, letter in fresh if audience in ("", letter.audience)
            )

    def changed(self, issue: str, letters: Sequence[Written]) -> list[str]:
        """The names of letters that were queued in another wording than they have now."""
        with self._database.begin() as connection:
            number = _issue_id(connection, issue)
            digests = {
                (row.edition, row.audience): row.digest
                for row in connection.execute(
                    select(Letter.edition, Letter.audience, Letter.digest).where(
                        Letter.issue_id == number
                    )
                )
            }
        return [
            one.name
            for one in letters
            if digests.get((one.edition, one.audience), one.digest) != one.digest
        ]

    def look(
        self, issue: str, audience: str, books: Sequence[AccountBook], now: float
    ) -> AccountBook | Wait | None:
        """The account that a message may go out by now, or how long to wait; None: none is left."""
        with self._database.begin() as connection:
            found = self._next(connection, issue, audience, books, now)
            return found[1] if isinstance(found, tuple) else found

    def claim(
        self,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        sender: str,
        render: Render,
        now: float,
    ) -> Claim | Wait | None:
        """Take the next message, for good: no other sender gets it. None where none is left."""
        with self._database.begin() as connection:
            found = self._next(connection, issue, audience, books, now)
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
            return Claim(row.id, row.address, body, row.attempts + 1, sender, book.name, spend)

    def settle(
        self, claim: Claim, state: State, reply: str, now: float, not_before: float = 0.0
    ) -> None:
        """Write down what became of a claimed message; ``queued`` puts it back.

        Who left in the meantime is not queued again. The recipient counts from this moment on.
        """
        with self._database.begin() as connection:
            moment = tick(connection, claim.account, now, relax=state == "sent")
            connection.execute(_COUNTS_FROM, {"spend": claim.spend, "moment": moment})
            if state == "queued" and not _still_there(connection, claim.id):
                state = "cancelled"
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

    def recover(self, is_gone: Callable[[str, float], bool], now: float) -> int:
        """Messages of senders that died are uncertain from now on; how many there were."""
        with self._database.begin() as connection:
            claimed = connection.execute(
                select(Message.id, Message.sender, Message.claimed_at, Spend.id, Spend.account)
                .outerjoin(Spend, Spend.id == Message.spend_id)
                .where(Message.state == "claimed")
            ).all()
            gone = [row for row in claimed if is_gone(row.sender, row.claimed_at)]
            standing = see_accounts(connection, {row.account for row in gone if row.account}, now)
            for number, _, _, spend, account in gone:
                moment = standing[account].moment if account else now
                connection.execute(
                    update(Message)
                    .where(Message.id == number, Message.state == "claimed")
                    .values(
                        state="uncertain",
                        settled_at=moment,
                        reply="Hallway was stopped before the server's answer was written down.",
                    )
                )
                # It may have gone out at any moment until now.
                connection.execute(update(Spend).where(Spend.id == spend).values(at=moment))
            return len(gone)

    def _next(
        self,
        connection: Connection,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        now: float,
    ) -> tuple[Any, AccountBook, float] | Wait | None:
        standing = see_accounts(connection, [one.name for one in books], now)
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

    def _frame(self, connection: Connection, letter: int) -> bytes:
        # Once queued it never changes.
        if letter not in self._frames:
            self._frames[letter] = connection.scalar(_FRAME, {"letter": letter}) or b""
        return self._frames[letter]


def _issue_id(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(Issue.id).where(Issue.name == name))


def _keep(connection: Connection, issue: int, letter: Written, frame: bytes) -> int:
    known = connection.scalar(
        select(Letter.id)
        .where(Letter.issue_id == issue)
        .where(Letter.edition == letter.edition, Letter.audience == letter.audience)
    )
    if known is not None:
        return known
    return connection.execute(
        insert(Letter)
        .values(
            issue_id=issue,
            edition=letter.edition,
            audience=letter.audience,
            digest=letter.digest,
            frame=frame,
        )
        .returning(Letter.id)
    ).scalar_one()


def _fresh(issue: int, subscriber: int, letter: int, domain: str) -> Mapping[str, object]:
    return {
        "issue_id": issue,
        "subscriber_id": subscriber,
        "letter_id": letter,
        "state": "queued",
        "message_id": f"<{secrets.token_hex(16)}@{domain}>",
        "attempts": 0,
        "not_before": 0.0,
        "sender": "",
        "claimed_at": 0.0,
        "settled_at": 0.0,
        "reply": "",
    }


def _still_there(connection: Connection, message: int) -> bool:
    status = connection.scalar(
        select(func.max(Subscriber.status))
        .join(Message, Message.subscriber_id == Subscriber.id)
        .where(Message.id == message)
    )
    return status == "confirmed"
