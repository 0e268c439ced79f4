"""Photos that families took back, in the database of readers, and the letters that show them.

A letter that shows one is held: no sender takes a message of it any more, from the moment at which
the photo was written down here. It is held until it is given the wording of a publish without the
photo (:mod:`mailing.store.rewording`), and by nothing else.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from mailing.errors import MailingError
from mailing.outbox import Letter as Written
from mailing.store.database import Database
from mailing.store.models import (
    HandedOver,
    Issue,
    Letter,
    LetterPhoto,
    Message,
    WithdrawnPhoto,
)
from mailing.withdrawals import Mark, Others, Photo, Withdrawn, hosts_in, readable, stems_in

_OPEN = ("queued", "claimed", "failed", "uncertain")
"""States in which a message may still be sent, or be sent once more."""
_REACHED = ("sent", "uncertain", "claimed")
"""States of a message that its reader has, or may have."""


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that goes to nobody else as it is. ``waiting``: how many have none of it yet;
    ``under_way``: how many messages were being sent in that very moment.
    """

    name: str
    waiting: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Mailed:
    """A letter that readers have, or may have, with a photo that was taken back.

    ``first`` and ``last``: when it went out, in seconds since 1970, 0 where that is not known.
    ``engine`` is who has it instead (listmonk, Buttondown), ``state`` as in :class:`HandedOver`.
    ``sure`` is False where nobody can tell any more whose photo it was.
    """

    issue: str
    letter: str
    subject: str
    readers: int
    first: float
    last: float
    engine: str = ""
    state: str = ""
    sure: bool = True


def record(
    database: Database, marks: Collection[Mark], now: float, others: Others | None = None
) -> list[Held]:
    """Write down that photos were taken back; the letters that are held by that, if any.

    With ``others``, letters with a photo that is neither theirs nor one of those are held too:
    until the next publish nobody can tell whose it is.
    """
    with database.begin() as connection:
        known = set(_marks(connection))
        fresh = set(marks) - known
        if fresh:
            rows = [{**one._asdict(), "at": now} for one in sorted(fresh)]
            connection.execute(insert(WithdrawnPhoto), rows)
        if not fresh and others is None:
            return []
        return _hold(connection, Withdrawn.of({*known, *fresh}), others)


def record_barred(database: Database, paths: Collection[str], now: float) -> list[Held]:
    """Write down at which places lies what the register does not allow today, and nothing else.

    Unlike what was taken back this is gone once the register allows it. The letters that are held
    by it, if any.
    """
    with database.begin() as connection:
        known = set(_marks(connection))
        before = {one for one in known if not one.person and not one.stem}
        barred = {Mark("", one) for one in paths if one}
        _forget(connection, before - barred)
        if not (fresh := barred - before):
            return []
        rows = [{**one._asdict(), "at": now} for one in sorted(fresh)]
        connection.execute(insert(WithdrawnPhoto), rows)
        return _hold(connection, Withdrawn.of(known | barred), None)


def read_recorded(database: Database) -> list[Mark]:
    """Everything that is written down as taken back."""
    with database.begin() as connection:
        return sorted(_marks(connection))


def find_stems(database: Database) -> dict[str, set[str]]:
    """By place: every stem that a letter has ever noted for it; "" where none was noted."""
    found: dict[str, set[str]] = {}
    with database.begin() as connection:
        for path, stem in connection.execute(select(LetterPhoto.path, LetterPhoto.stem).distinct()):
            found.setdefault(path, set()).add(stem)
    return found


def find_hosts(database: Database) -> set[str]:
    """The websites that the photos in letters lead to."""
    with database.begin() as connection:
        frames = connection.scalars(select(Letter.frame))
        return {host for frame in frames for host in hosts_in(readable(frame))}


def lift(database: Database, marks: Collection[Mark]) -> list[str]:
    """Forget ``marks``: those photos may be mailed again. Names of letters that stay held.

    What was queued with such a photo waits for the wording of the next publish all the same.
    """
    with database.begin() as connection:
        _forget(connection, marks)
        held = select(Letter.edition, Letter.audience).where(
            Letter.held == 1,
            Letter.id.in_(select(Message.letter_id).where(Message.state.in_(_OPEN))),
        )
        return [f"{row.edition}/{row.audience}" for row in connection.execute(held)]


def read_mailed(database: Database, withdrawn: Withdrawn, others: Others) -> list[Mailed]:
    """Every letter that went out with one of the photos, whatever it says today; oldest first.

    ``others`` as in :func:`record`: what is neither is among them, as one that is not ``sure``.
    """
    found: list[Mailed] = []
    with database.begin() as connection:
        handed = select(HandedOver).where(HandedOver.state != "failed").order_by(HandedOver.id)
        engines = {
            row.letter_id: (row.engine, row.state, row.at) for row in connection.execute(handed)
        }
        query = select(Letter.id, Issue.name, Letter.edition, Letter.audience)
        for row in connection.execute(query.join(Issue).order_by(Issue.name, Letter.id)).all():
            shown = _shown_in(connection, row.id, withdrawn, others)
            if shown is None:
                continue
            name, subject = f"{row.edition}/{row.audience}", shown.subject
            if shown.readers:
                found.append(
                    Mailed(row.name, name, subject, shown.readers, *shown.when, sure=shown.sure)
                )
            if row.id in engines:
                engine, state, at = engines[row.id]
                found.append(
                    Mailed(row.name, name, subject, 0, at, at, engine, state, sure=shown.sure)
                )
    return found


class _Shown(NamedTuple):
    readers: int
    when: tuple[float, float]
    subject: str
    sure: bool


def _shown_in(
    connection: Connection, letter: int, withdrawn: Withdrawn, others: Others
) -> _Shown | None:
    """What readers have of a letter with the photos: in its wording, and in those before it."""
    frame = _frame(connection, letter)
    text, now = readable(frame), _photos(connection, letter)
    before = connection.execute(
        select(LetterPhoto.path, LetterPhoto.stem, LetterPhoto.readers).where(
            LetterPhoto.letter_id == letter, LetterPhoto.current == 0
        )
    ).all()
    past = [Photo(one.path, one.stem) for one in before]
    is_now, was = withdrawn.names(now, text), withdrawn.names(past, "")
    open_now, was_open = others.leave_open(now, text), others.leave_open(past, "")
    if not (is_now or was or open_now or was_open):
        return None
    sent, first, last = connection.execute(
        select(func.count(), func.min(Message.settled_at), func.max(Message.settled_at)).where(
            Message.letter_id == letter, Message.state.in_(_REACHED)
        )
    ).one()
    sure = is_now or was
    if not (is_now or (open_now and not sure)):
        sent = max((one.readers for one in before), default=0)
    return _Shown(int(sent), (float(first or 0), float(last or 0)), _subject(frame), sure)


def _subject(frame: bytes) -> str:
    head = frame.partition(b"\r\n\r\n")[0].replace(b"\0", b"")
    return str(email.message_from_bytes(head, policy=email.policy.default)["subject"] or "")


def keep_photos(connection: Connection, letter: int, photos: Iterable[Photo]) -> None:
    """Note what the letter of a row shows now. Part of the caller's transaction."""
    rows = [
        {"letter_id": letter, "path": one.path, "stem": one.stem, "current": 1, "readers": 0}
        for one in sorted(set(photos))
    ]
    if rows:
        connection.execute(insert(LetterPhoto), rows)


def replace_photos(connection: Connection, letter: int, photos: Iterable[Photo]) -> None:
    """The letter shows other photos from now on; how many have it with the old ones is kept.

    Part of the caller's transaction, before its frame is replaced.
    """
    reached = connection.scalar(
        select(func.count())
        .select_from(Message)
        .where(Message.letter_id == letter, Message.state.in_(_REACHED))
    )
    current = (LetterPhoto.letter_id == letter, LetterPhoto.current == 1)
    if reached:
        noted = set(connection.scalars(select(LetterPhoto.stem).where(*current)))
        unknown = set(stems_in(readable(_frame(connection, letter)))) - noted
        keep_photos(connection, letter, [Photo("", stem) for stem in unknown])
        connection.execute(update(LetterPhoto).where(*current).values(current=0, readers=reached))
    else:
        connection.execute(delete(LetterPhoto).where(*current))
    keep_photos(connection, letter, photos)


def shows_withdrawn(connection: Connection, letter: Written) -> bool:
    """Whether a letter as it was published shows a photo that was taken back."""
    return Withdrawn.of(_marks(connection)).is_in(letter.photos, f"{letter.html}\n{letter.text}")


def refuse_withdrawn(connection: Connection, letter: Written) -> None:
    """Raises :class:`MailingError` for a letter that may not go out as it is."""
    if shows_withdrawn(connection, letter):
        raise MailingError(shown_words([letter.name]))


def find_withdrawn(database: Database, letters: Iterable[Written]) -> list[str]:
    """The names of ``letters`` that show a photo that was taken back."""
    with database.begin() as connection:
        withdrawn = Withdrawn.of(_marks(connection))
        return [
            one.name for one in letters if withdrawn.is_in(one.photos, f"{one.html}\n{one.text}")
        ]


def shown_words(names: Collection[str]) -> str:
    """What a coach is told of published letters that may not go out."""
    return (
        f"{', '.join(names)}: the letter in the outbox shows a photo that a family has taken back, "
        "or that the register does not allow in the newsletter today, or was made before Hallway "
        "noted which photos a letter shows. Nothing of it is sent. "
        "Publish the site anew: python3 tasks.py publish --url https://your.site. If it is still "
        "so after that, and the family has allowed the photo again, or another picture has that "
        "name now: python3 tasks.py media.withdraw ID --lift, with the id of the child"
    )


def _forget(connection: Connection, marks: Collection[Mark]) -> None:
    for one in marks:
        connection.execute(
            delete(WithdrawnPhoto).where(
                WithdrawnPhoto.person == one.person,
                WithdrawnPhoto.path == one.path,
                WithdrawnPhoto.stem == one.stem,
            )
        )


def _marks(connection: Connection) -> list[Mark]:
    rows = connection.execute(
        select(WithdrawnPhoto.person, WithdrawnPhoto.path, WithdrawnPhoto.stem)
    )
    return [Mark(*row) for row in rows]


def _hold(connection: Connection, withdrawn: Withdrawn, others: Others | None) -> list[Held]:
    found: list[Held] = []
    query = select(Letter.id, Letter.edition, Letter.audience)
    if others is None:  # else all are told, those as well that a sender has held before
        query = query.where(Letter.held == 0)
    for row in connection.execute(query).all():
        photos, text = _photos(connection, row.id), readable(_frame(connection, row.id))
        if not (
            withdrawn.is_in(photos, text)
            or (others is not None and others.leave_open(photos, text))
        ):
            continue
        connection.execute(update(Letter).where(Letter.id == row.id).values(held=1))
        states = _states(connection, row.id)
        waiting, under_way = sum(states.get(one, 0) for one in _OPEN), states.get("claimed", 0)
        if waiting:
            found.append(Held(f"{row.edition}/{row.audience}", waiting, under_way))
    return found


def _states(connection: Connection, letter: int) -> Mapping[str, int]:
    query = select(Message.state, func.count()).where(Message.letter_id == letter)
    rows = connection.execute(query.group_by(Message.state))
    return {row[0]: row[1] for row in rows}


def _photos(connection: Connection, letter: int) -> list[Photo]:
    query = select(LetterPhoto.path, LetterPhoto.stem).where(
        LetterPhoto.letter_id == letter, LetterPhoto.current == 1
    )
    return [Photo(*row) for row in connection.execute(query)]


def _frame(connection: Connection, letter: int) -> bytes:
    return connection.execute(select(Letter.frame).where(Letter.id == letter)).scalar_one()
