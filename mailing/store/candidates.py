"""Who has nothing of an issue yet, and which letter each of them is to get."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from mailing.choosing import choose_letter
from mailing.outbox import Letter as Written
from mailing.store.handovers import handed_letters
from mailing.store.models import Letter, Message, Subscriber


def find_candidates(
    connection: Connection, issue: int | None, letters: Sequence[Written]
) -> list[tuple[int, Written]]:
    """Confirmed subscribers without a message of ``issue`` (None: it is new), with their letter.

    Whose letter was handed to an engine gets it from there.
    """
    handed = handed_letters(connection, issue) if issue is not None else set()
    people = select(Subscriber.id, Subscriber.audiences, Subscriber.lang).where(
        Subscriber.status == "confirmed"
    )
    if issue is not None:
        having = select(Message.subscriber_id).where(
            Message.issue_id == issue, Message.subscriber_id.is_not(None)
        )
        people = people.where(Subscriber.id.not_in(having))
    chosen = (
        (row.id, choose_letter(letters, row.audiences, row.lang))
        for row in connection.execute(people.order_by(Subscriber.id))
    )
    return [
        (person, letter)
        for person, letter in chosen
        if letter is not None and (letter.edition, letter.audience) not in handed
    ]


def count_queued(connection: Connection, issue: int | None, audience: str) -> int:
    """How many messages of ``issue`` are queued (for one audience)."""
    query = (
        select(func.count())
        .select_from(Message)
        .join(Letter, Letter.id == Message.letter_id)
        .where(Message.issue_id == issue, Message.state == "queued")
    )
    if audience:
        query = query.where(Letter.audience == audience)
    return connection.scalar(query) or 0
