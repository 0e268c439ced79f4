"""The ledger of an issue: who is to get which letter, who has, and who is just being written to.

Each method is one transaction. A message is claimed, with its bytes stored and its recipient
counted, before anything of it is sent; and settled after the answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import delete, insert, or_, select, update

from mailing.outbox import Letter as Written
from mailing.store.account import AccountBook, Wait
from mailing.store.candidates import count_queued, find_candidates
from mailing.store.claims import Claim, Desk, Held, Render, find_reader, look_out, put_down
from mailing.store.database import Database
from mailing.store.departures import give_up_others
from mailing.store.issues import find_issue, keep_issue, keep_letter
from mailing.store.models import Letter, Message, Spend, State, Subscriber
from mailing.store.rewording import Reworded, reword
from mailing.store.standing import relax, see_accounts, tick
from mailing.store.withdrawing import refuse_withdrawn


class Ledger:
    """The messages of all issues.

    ``books`` are the accounts that may be sent from; the first of them that is free is taken.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._desk = Desk()

    def queue(
        self,
        issue: str,
        frames: Sequence[tuple[Written, bytes]],
        domain: str,
        now: float,
        audience: str = "",
    ) -> int:
        """Write down a message for everybody who has none of this issue yet; how many there were.

        With ``audience`` for its readers alone, though all ``frames`` decide who they are. A letter
        that was queued before stays as it was then. ``domain`` ends the Message-IDs.
        """
        with self._database.begin() as connection:
            number = keep_issue(connection, issue, now)
            ids = {
                one: keep_letter(connection, number, one, frame).id
                for one, frame in frames
                if audience in ("", one.audience)
            }
            rows = [
                _fresh(number, person, ids[one], domain)
                for person, one in find_candidates(connection, number, [one for one, _ in frames])
                if one in ids
            ]
            if rows:
                connection.execute(insert(Message), rows)
            return len(rows)

    def waiting(self, issue: str, letters: Sequence[Written], audience: str) -> int:
        """How many :meth:`queue` and a run would write to. Changes nothing."""
        with self._database.begin() as connection:
            number = find_issue(connection, issue)
            fresh = find_candidates(connection, number, letters)
            return count_queued(connection, number, audience) + sum(
                1 for _, letter in fresh if audience in ("", letter.audience)
            )

    def changed(self, issue: str, letters: Sequence[Written]) -> list[str]:
        """The names of letters that were queued in another wording than they have now."""
        with self._database.begin() as connection:
            number = find_issue(connection, issue)
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

    def reword(self, issue: str, frames: Sequence[tuple[Written, bytes]]) -> Reworded:
        """Give letters that are held the wording they have now, as :func:`reword`."""
        return reword(self._database, issue, frames)

    def refuse_withdrawn(self, letter: Written) -> None:
        """Raises :class:`MailingError` for a letter with a photo that was taken back."""
        with self._database.begin() as connection:
            refuse_withdrawn(connection, letter)

    def look(
        self, issue: str, audience: str, books: Sequence[AccountBook], now: float
    ) -> AccountBook | Wait | Held | None:
        """The account that a message may go out by now, or how long to wait; None: none is left."""
        with self._database.begin() as connection:
            found = look_out(connection, issue, audience, books, now).choose(connection, books)
            return found[1] if isinstance(found, tuple) else found

    def claim(
        self,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        sender: str,
        render: Render,
        now: float,
    ) -> Claim | Wait | Held | None:
        """Take the next message, for good: no other sender gets it. None where none is left."""
        with self._database.begin() as connection:
            outlook = look_out(connection, issue, audience, books, now)
            return self._desk.take(connection, outlook, books, sender, render)

    def settle(
        self, claim: Claim, state: State, reply: str, now: float, not_before: float = 0.0
    ) -> None:
        """Write down what became of a claimed message; ``queued`` puts it back.

        Who left in the meantime, or gave up this letter, is not queued again. The recipient counts
        from this moment on.
        """
        with self._database.begin() as connection:
            moment = tick(connection, claim.account, now)
            if state == "sent":
                relax(connection, claim.account)
            reader = find_reader(connection, claim.id) if state == "queued" else None
            if state == "queued" and reader is None:
                state = "cancelled"
            put_down(connection, claim, state, reply, moment, not_before)
            if reader is not None:
                give_up_others(connection, reader.id, reader.audiences)

    def settle_and_claim(
        self,
        sent: Claim,
        reply: str,
        issue: str,
        audience: str,
        books: Sequence[AccountBook],
        render: Render,
        now: float,
    ) -> Claim | None:
        """Write down that ``sent`` was, and take the next message if one may go: both or none."""
        with self._database.begin(together=True) as connection:
            outlook = look_out(connection, issue, audience, books, now)
            own = outlook.standing[sent.account]
            if own.pauses:
                relax(connection, sent.account)
            put_down(connection, sent, "sent", reply, own.moment)
            found = self._desk.take(connection, outlook, books, sent.sender, render)
        return found if isinstance(found, Claim) else None

    def release(self, sender: str) -> None:
        """Put back what ``sender`` has claimed: nothing of it was sent, and none of it counts.

        Who left in the meantime is left out.
        """
        there = select(Subscriber.id).where(Subscriber.status == "confirmed")
        gone = or_(Message.subscriber_id.is_(None), Message.subscriber_id.not_in(there))
        with self._database.begin() as connection:
            claimed = (Message.state == "claimed", Message.sender == sender)
            spent = connection.scalars(select(Message.spend_id).where(*claimed)).all()
            connection.execute(
                update(Message)
                .where(*claimed, gone)
                .values(state="cancelled", body=None, spend_id=None, settled_at=Message.claimed_at)
            )
            connection.execute(
                update(Message)
                .where(*claimed)
                .values(state="queued", attempts=Message.attempts - 1, spend_id=None)
            )
            connection.execute(delete(Spend).where(Spend.id.in_(spent)))

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
