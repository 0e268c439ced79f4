"""Which letters an engine was given, so that nobody gets one from there and from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, insert, select, update

from mailing.addresses import mask_addresses
from mailing.errors import MailingError
from mailing.outbox import Letter as Written
from mailing.store.database import Database
from mailing.store.issues import keep_issue, keep_letter
from mailing.store.models import HandedOver, Issue, Letter, Message
from mailing.store.withdrawing import refuse_withdrawn, replace_photos, shows_withdrawn

HandoverState = Literal["claimed", "created", "sent", "failed", "uncertain"]

_HELD: tuple[HandoverState, ...] = ("claimed", "created", "sent", "uncertain")
"""With one of these the letter is the engine's: it may have it, as far as anybody knows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter of the ledger as it was before somebody took it up; ``state`` empty: not there.

    ``same`` is not set where its wording was another one then; ``held``: that wording has a photo
    that a family took back.
    """

    id: int
    state: HandoverState | Literal[""]
    remote_id: str
    at: float
    same: bool
    held: bool = False


class HandoverBook:
    """What one engine was given. Each method is one transaction."""

    def __init__(self, database: Database, engine: str) -> None:
        self._database = database
        self._engine = engine

    def claim(
        self, issue: str, letter: Written, frame: bytes, now: float, *, giving: bool = True
    ) -> Entry:
        """Take up a letter: from now on nobody sends it from here.

        ``giving``: the engine is to have it as it is. Raises :class:`MailingError` where it is
        being sent from here, another engine has it, or a photo in it was taken back.
        """
        with self._database.begin() as connection:
            if giving:
                refuse_withdrawn(connection, letter)
            number = keep_issue(connection, issue, now)
            row, same = keep_letter(connection, number, letter, frame)
            self._refuse(connection, row, letter)
            known = connection.execute(
                select(HandedOver.id, HandedOver.state, HandedOver.remote_id, HandedOver.at).where(
                    HandedOver.letter_id == row, HandedOver.engine == self._engine
                )
            ).one_or_none()
            if known is None:
                made = connection.execute(
                    insert(HandedOver)
                    .values(
                        letter_id=row,
                        engine=self._engine,
                        state="claimed",
                        remote_id="",
                        at=now,
                        reply="",
                    )
                    .returning(HandedOver.id)
                ).scalar_one()
                return Entry(made, "", "", now, same=True)
            if known.state == "failed":
                self._begin(connection, known.id, row, letter, frame, now)
                return Entry(known.id, "", "", now, same=True)
            held = connection.scalar(select(Letter.held).where(Letter.id == row)) == 1
            return Entry(known.id, known.state, known.remote_id, known.at, same=same, held=held)

    def begin_again(self, entry: Entry, letter: Written, frame: bytes, now: float) -> None:
        """The engine has nothing of it: make it in the wording that it has now."""
        with self._database.begin() as connection:
            row = connection.scalar(select(HandedOver.letter_id).where(HandedOver.id == entry.id))
            self._begin(connection, entry.id, row or 0, letter, frame, now)

    def settle(
        self, number: int, state: HandoverState, remote_id: str, reply: str, now: float
    ) -> None:
        """Write down what became of it."""
        with self._database.begin() as connection:
            connection.execute(
                update(HandedOver)
                .where(HandedOver.id == number)
                .values(state=state, remote_id=remote_id, reply=mask_addresses(reply), at=now)
            )

    def _begin(
        self,
        connection: Connection,
        number: int,
        row: int,
        letter: Written,
        frame: bytes,
        now: float,
    ) -> None:
        connection.execute(
            update(HandedOver)
            .where(HandedOver.id == number)
            .values(state="claimed", remote_id="", at=now, reply="")
        )
        replace_photos(connection, row, letter.photos)
        held = int(shows_withdrawn(connection, letter))
        connection.execute(
            update(Letter)
            .where(Letter.id == row)
            .values(digest=letter.digest, frame=frame, held=held)
        )

    def _refuse(self, connection: Connection, row: int, letter: Written) -> None:
        here = connection.scalar(
            select(func.count())
            .select_from(Message)
            .where(Message.letter_id == row, Message.state != "cancelled")
        )
        if here:
            raise MailingError(
                f"{letter.name} is being sent from the school's own account, to {here:,} readers. "
                f"Go on there: python3 tasks.py newsletter.resume {letter.edition[:8]}"
            )
        other = connection.scalar(
            select(HandedOver.engine)
            .where(HandedOver.letter_id == row, HandedOver.engine != self._engine)
            .where(HandedOver.state.in_(_HELD))
        )
        if other:
            raise MailingError(f"{letter.name} was handed to {other} already.")


def handed_letters(connection: Connection, issue: int) -> set[tuple[str, str]]:
    """Edition and audience of the letters of an issue that engines have."""
    rows = connection.execute(
        select(Letter.edition, Letter.audience)
        .join(HandedOver, HandedOver.letter_id == Letter.id)
        .where(Letter.issue_id == issue, HandedOver.state.in_(_HELD))
    )
    return {(row.edition, row.audience) for row in rows}


def tell_handed(database: Database, issue: str) -> dict[str, str]:
    """The letters of ``issue`` that engines have, and which engine."""
    with database.begin() as connection:
        rows = connection.execute(
            select(Letter.edition, Letter.audience, HandedOver.engine)
            .join(HandedOver, HandedOver.letter_id == Letter.id)
            .join(Issue, Issue.id == Letter.issue_id)
            .where(Issue.name == issue, HandedOver.state.in_(_HELD))
            .order_by(Letter.edition, Letter.audience)
        )
        return {f"{row.edition}/{row.audience}": row.engine for row in rows}
