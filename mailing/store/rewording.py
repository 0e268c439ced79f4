"""What is left of an issue that was begun, once a family took a photo in its letters back.

Its wording is fixed when it is queued, and this is the one exception: who has no letter yet gets it
as it was published since, without the photo, or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from mailing.outbox import Letter as Written
from mailing.store.database import Database
from mailing.store.issues import find_issue
from mailing.store.models import Letter, Message

_OPEN = ("queued", "claimed", "failed", "uncertain")
"""States in which a message may still be sent, or be sent once more."""


class Reworded(NamedTuple):
    """Names of letters: ``changed`` have the new wording, ``held`` show the photo still."""

    changed: list[str]
    held: list[str]


def reword(
    database: Database,
    issue: str,
    published: Sequence[tuple[Written, bytes]],
    withdrawn: Collection[str],
    *,
    busy: bool,
) -> Reworded:
    """Give ``issue`` the ``published`` letters where those that were queued show a photo.

    ``withdrawn``: how the names of photos begin. A letter that is published with such a photo is
    left as it is: the family has released it again. Held is what is not published; and what other
    senders may be sending, who know the old wording by heart: ``busy`` says that there are some.
    """
    found = Reworded([], [])
    now = {(one.edition, one.audience): (one, frame) for one, frame in published}
    with database.begin() as connection:
        number = find_issue(connection, issue)
        for row in connection.execute(select(Letter).where(Letter.issue_id == number)).all():
            shown = _shown(row.frame, withdrawn)
            states = _states(connection, row.id)
            name = f"{row.edition}/{row.audience}"
            letter, frame = now.get((row.edition, row.audience), (None, b""))
            if not shown or (letter is None and not states):
                continue
            if letter is not None and _shown(frame, shown):
                continue
            if letter is None or busy or "claimed" in states:
                found.held.append(name)
            else:
                connection.execute(
                    update(Letter)
                    .where(Letter.id == row.id)
                    .values(frame=frame, digest=letter.digest)
                )
                # What was stored for an earlier attempt has the photo, and is filled in anew.
                connection.execute(
                    update(Message)
                    .where(Message.letter_id == row.id, Message.state.in_(_OPEN))
                    .values(body=None)
                )
                found.changed.append(name)
    return found


def _states(connection: Connection, letter: int) -> set[str]:
    query = select(Message.state).where(Message.letter_id == letter, Message.state.in_(_OPEN))
    return set(connection.scalars(query.distinct()))


def _shown(frame: bytes, withdrawn: Collection[str]) -> list[str]:
    text = frame.replace(b"=\r\n", b"")  # where quoted-printable breaks a line
    return [stem for stem in withdrawn if stem.encode() in text]
