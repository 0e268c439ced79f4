"""The mails that people's own clicks cause, as a queue that survives everything the ledger does.

As with letters: claimed with its bytes stored and its recipient counted before anything is sent,
settled after the answer, and never sent again by itself where that answer is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mailing.addresses import mask_addresses
from mailing.errors import MailingError
from mailing.store.account import AccountBook, Wait
from mailing.store.claims import Claim
from mailing.store.database import Database
from mailing.store.models import Notice, Spend, State
from mailing.store.secret import Secret
from mailing.store.share import open_share
from mailing.store.standing import relax, see_accounts, tick
from mailing.store.told import Told, close, next_told

RenderNotice = Callable[[Told], bytes]


class NoticeQueue:
    """The notices that wait, as :class:`mailing.store.ledger.Ledger` holds letters."""

    def __init__(self, database: Database, secret: Secret, render: RenderNotice) -> None:
        self._database = database
        self._secret = secret
        self._render = render
        self._shares: dict[str, AccountBook] = {}
        self._counted: dict[int, tuple[int, ...]] = {}
        """The numbers of a notice's recipient in the books of its account and of the share."""

    def look(self, books: Sequence[AccountBook], now: float) -> AccountBook | Wait | None:
        """The account that one may go out by now, or how long to wait; None: none is left."""
        self._open_shares(books)
        with self._database.begin() as connection:
            found = self._next(connection, books, now)
            return found[2] if isinstance(found, tuple) else found

    def claim(self, books: Sequence[AccountBook], sender: str, now: float) -> Claim | Wait | None:
        """Take the next one, for good: no other sender gets it."""
        self._open_shares(books)
        with self._database.begin() as connection:
            while isinstance(found := self._next(connection, books, now), tuple):
                row, told, book, moment = found
                try:
                    body = row.body or self._render(told)
                except MailingError as error:
                    # One that cannot be written must not hold up all others.
                    close(connection, row.id, "failed", now, str(error))
                    continue
                both = (book, self._shares[book.name])
                self._counted[row.id] = tuple(one.spend(connection, moment)() for one in both)
                connection.execute(
                    update(Notice)
                    .where(Notice.id == row.id)
                    .values(
                        state="claimed",
                        sender=sender,
                        claimed_at=moment,
                        attempts=row.attempts + 1,
                        body=body,
                    )
                )
                taken = row.attempts + 1
                return Claim(row.id, row.address, body, taken, sender, book.name, moment)
            return found

    def settle(
        self, claim: Claim, state: State, reply: str, now: float, not_before: float = 0.0
    ) -> None:
        """Write down what became of it; ``queued`` puts it back. Its recipient counts from now."""
        with self._database.begin() as connection:
            moment = tick(connection, claim.account, now)
            if state == "sent":
                relax(connection, claim.account)
            spent = self._counted.get(claim.id, ())
            connection.execute(update(Spend).where(Spend.id.in_(spent)).values(at=moment))
            values: dict[str, object] = {
                "state": state,
                "reply": mask_addresses(reply),
                "settled_at": moment,
                "not_before": not_before,
            }
            if state != "queued":
                values["body"] = None  # a link in it still works: it is kept no longer than needed
            connection.execute(
                update(Notice)
                .where(Notice.id == claim.id, Notice.state == "claimed")
                .where(Notice.sender == claim.sender)
                .values(**values)
            )
        self._counted.pop(claim.id, None)

    def release(self, sender: str) -> None:
        """Put back what ``sender`` has claimed: nothing of it was sent. It counts all the same."""
        with self._database.begin() as connection:
            connection.execute(
                update(Notice)
                .where(Notice.state == "claimed", Notice.sender == sender)
                .values(state="queued", attempts=Notice.attempts - 1)
            )

    def recover(
        self, books: Sequence[AccountBook], is_gone: Callable[[str, float], bool], now: float
    ) -> int:
        """Notices of senders that died are uncertain from now on; how many there were.

        Each is counted against the first of ``books`` once more: it may have gone out at any time
        until now.
        """
        self._open_shares(books)
        for share in self._shares.values():
            share.forget(now)
        account = books[0].name
        with self._database.begin() as connection:
            claimed = connection.execute(
                select(Notice.id, Notice.sender, Notice.claimed_at).where(Notice.state == "claimed")
            ).all()
            gone = [row.id for row in claimed if is_gone(row.sender, row.claimed_at)]
            for number in gone:
                moment = tick(connection, account, now)
                reply = "Hallway was stopped before the server's answer was written down."
                close(connection, number, "uncertain", moment, reply)
                for one in (account, self._shares[account].name):
                    connection.execute(insert(Spend).values(account=one, at=moment))
            return len(gone)

    def _open_shares(self, books: Sequence[AccountBook]) -> None:
        # Before a transaction is begun: each is opened in one of its own.
        for book in books:
            if book.name not in self._shares:
                self._shares[book.name] = open_share(self._database, book)

    def _next(
        self, connection: Connection, books: Sequence[AccountBook], now: float
    ) -> tuple[Any, Told, AccountBook, float] | Wait | None:
        # Most of the time there is none: then nothing is written, and no sender is held up.
        found = next_told(connection, self._secret, now)
        if found is None:
            return None
        row, told = found
        names = [one.name for book in books for one in (book, self._shares[book.name])]
        standing = see_accounts(connection, names, now)
        waits: list[Wait] = []
        for book in books:
            own = standing[book.name]
            both = (
                one.wait(connection, standing[one.name]) for one in (book, self._shares[book.name])
            )
            wait = max((one for one in both if one), key=lambda one: one.until, default=None)
            if row.not_before > max(wait.until if wait else 0.0, own.moment):
                wait = Wait(row.not_before, "The server asked to try the rest again later.")
            if wait is None:
                return row, told, book, own.moment
            waits.append(wait)
        return min(waits, key=lambda one: one.until)
