"""The rows of issues and of their letters: found, or made where there are none.

Each function is part of the caller's transaction.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from mailing.errors import MailingError
from mailing.outbox import Letter as Written
from mailing.store.models import Issue, Letter
from mailing.store.withdrawing import keep_photos, shows_withdrawn


class Kept(NamedTuple):
    """The row of a letter; ``same``: its wording is what it was when it was first kept."""

    id: int
    same: bool


def find_issue(connection: Connection, name: str) -> int | None:
    """The row of an issue; None where it was never begun."""
    return connection.scalar(select(Issue.id).where(Issue.name == name))


def issue_number(connection: Connection, name: str) -> int:
    """The row of an issue. Raises :class:`MailingError` where it was never begun."""
    number = find_issue(connection, name)
    if number is None:
        raise MailingError(
            f'Nothing of "{name}" was ever sent. Type: python3 tasks.py newsletter.send {name}'
        )
    return number


def keep_issue(connection: Connection, name: str, now: float) -> int:
    """The row of an issue, which begins at ``now`` where it never was."""
    number = find_issue(connection, name)
    if number is not None:
        return number
    return connection.execute(
        insert(Issue).values(name=name, queued_at=now).returning(Issue.id)
    ).scalar_one()


def keep_letter(connection: Connection, issue: int, letter: Written, frame: bytes) -> Kept:
    """The row of a letter; one that was kept before stays as it was then."""
    known = connection.execute(
        select(Letter.id, Letter.digest)
        .where(Letter.issue_id == issue)
        .where(Letter.edition == letter.edition, Letter.audience == letter.audience)
    ).one_or_none()
    if known is not None:
        return Kept(known.id, known.digest == letter.digest)
    made = connection.execute(
        insert(Letter)
        .values(
            issue_id=issue,
            edition=letter.edition,
            audience=letter.audience,
            digest=letter.digest,
            frame=frame,
            held=int(shows_withdrawn(connection, letter)),
        )
        .returning(Letter.id)
    ).scalar_one()
    keep_photos(connection, made, letter.photos)
    return Kept(made, same=True)
