"""What is left of an issue that was begun, once a family took a photo in its letters back.

Its wording is fixed when it is queued, and this is the one exception: who has no letter yet gets it
as it was published since, without the photo, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from mailing.outbox import Letter as Written
from mailing.store.database import Database
from mailing.store.handovers import handed_letters
from mailing.store.issues import find_issue
from mailing.store.models import Letter, Message
from mailing.store.withdrawing import replace_photos, shows_withdrawn

_OPEN = ("queued", "claimed", "failed", "uncertain")
"""States in which a message may still be sent, or be sent once more."""


class Reworded(NamedTuple):
    """Names of letters: ``changed`` have the new wording, ``held`` go to nobody as they are."""

    changed: list[str]
    held: list[str]


def reword(database: Database, issue: str, published: Sequence[tuple[Written, bytes]]) -> Reworded:
    """Give the letters of ``issue`` that are held the wording in which they are ``published``.

    Held they stay where they are not published, or show a photo that is taken back as they are
    published, too. Senders at work go on with the new wording: they ask before each message.
    """
    found = Reworded([], [])
    now = {(one.edition, one.audience): (one, frame) for one, frame in published}
    with database.begin() as connection:
        number = find_issue(connection, issue)
        if number is None:
            return found
        handed = handed_letters(connection, number)
        query = select(Letter.id, Letter.edition, Letter.audience)
        for row in connection.execute(query.where(Letter.issue_id == number, Letter.held == 1)):
            if (row.edition, row.audience) in handed:
                continue  # it is the engine's, and what that was given is what readers have
            letter, frame = now.get((row.edition, row.audience), (None, b""))
            if letter is None and not _is_open(connection, row.id):
                continue
            name = f"{row.edition}/{row.audience}"
            if letter is None or shows_withdrawn(connection, letter):
                found.held.append(name)
                continue
            replace_photos(connection, row.id, letter.photos)
            connection.execute(
                update(Letter)
                .where(Letter.id == row.id)
                .values(frame=frame, digest=letter.digest, held=0)
            )
            # What was stored for an earlier attempt has the photo, and is filled in anew.
            connection.execute(
                update(Message)
                .where(Message.letter_id == row.id, Message.state.in_(_OPEN))
                .values(body=None)
            )
            found.changed.append(name)
    return found


def _is_open(connection: Connection, letter: int) -> bool:
    query = select(Message.id).where(Message.letter_id == letter, Message.state.in_(_OPEN))
    return connection.scalar(query.limit(1)) is not None
