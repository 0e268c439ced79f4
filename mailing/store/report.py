"""What became of an issue: for people to read, and to decide about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mailing.addresses import masked
from mailing.store.database import Database
from mailing.store.issues import issue_number
from mailing.store.models import (
    Bounce,
    Departure,
    HandedOver,
    Issue,
    Letter,
    Message,
    State,
    Subscriber,
)

_STATES = select(Message.issue_id, Message.state, func.count()).group_by(
    Message.issue_id, Message.state
)
_RETURNED = (
    select(Message.issue_id, Bounce.kind, func.count(Message.id.distinct()))
    .join(Message, Message.id == Bounce.message_id)
    .where(Bounce.kind != "request")  # a wish to leave by mail; they are among the departed
    .group_by(Message.issue_id, Bounce.kind)
)
_DEPARTED = (
    select(Departure.issue_id, Departure.reason, func.count())
    .where(Departure.issue_id.is_not(None))
    .group_by(Departure.issue_id, Departure.reason)
)
_HANDED = (
    select(
        Letter.issue_id,
        Letter.edition,
        Letter.audience,
        HandedOver.engine,
        HandedOver.state,
        HandedOver.reply,
        HandedOver.at,
    )
    .join(Letter, Letter.id == HandedOver.letter_id)
    .order_by(HandedOver.id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One message that needs somebody: ``who`` is masked, ``at`` in seconds since 1970."""

    number: int
    who: str
    message_id: str
    reply: str
    at: float


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter that an engine was given: ``letter`` like ``2026-W47/families``, ``state`` its."""

    letter: str
    engine: str
    state: str
    reply: str
    at: float


@dataclass(frozen=True, slots=True)
class Report:
    """An issue: how many messages are in each state, by letter too, and which need somebody.

    ``returned``: how many came back, by kind (``hard``, ``soft``, ``blocked``, ``complaint``).
    ``departed``: who left after it, and after no later issue, by reason (``unsubscribed``,
    ``bounced``, ``complained``, ``removed``). ``held``: letters that go to nobody else as they are,
    because of a photo that was taken back. Nobody counts who opened it.
    """

    issue: str
    states: Counter[str]
    letters: dict[str, Counter[str]]
    failed: tuple[Line, ...]
    uncertain: tuple[Line, ...]
    returned: Counter[str]
    departed: Counter[str]
    handed: tuple[Handed, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """An issue in a line: counts as in :class:`Report`, and the engines that were given it."""

    issue: str
    states: Counter[str]
    returned: Counter[str]
    departed: Counter[str]
    engines: tuple[str, ...]


def read_report(database: Database, issue: str) -> Report:
    """The report of ``issue``. Raises :class:`MailingError` where it was never queued."""
    with database.begin() as connection:
        number = issue_number(connection, issue)
        letters: dict[str, Counter[str]] = {}
        for row in connection.execute(
            select(Letter.edition, Letter.audience, Message.state, func.count().label("many"))
            .join(Letter, Letter.id == Message.letter_id)
            .where(Message.issue_id == number)
            .group_by(Letter.edition, Letter.audience, Message.state)
            .order_by(Letter.edition, Letter.audience)
        ):
            counts = letters.setdefault(f"{row.edition}/{row.audience}", Counter())
            counts[row.state] += row.many
        return Report(
            issue,
            sum(letters.values(), Counter()),
            letters,
            _lines(connection, number, "failed"),
            _lines(connection, number, "uncertain"),
            _counts(connection, _RETURNED).get(number, Counter()),
            _counts(connection, _DEPARTED).get(number, Counter()),
            tuple(
                Handed(f"{row.edition}/{row.audience}", row.engine, row.state, row.reply, row.at)
                for row in connection.execute(_HANDED.where(Letter.issue_id == number))
            ),
            _held(connection, number),
        )


def read_failed(database: Database, issue: str) -> dict[str, str]:
    """The addresses that ``issue`` failed to reach, in full, each with the server's answer.

    Raises :class:`MailingError` where it was never queued.
    """
    with database.begin() as connection:
        number = issue_number(connection, issue)
        rows = connection.execute(
            select(Subscriber.address, Message.reply)
            .join(Message, Message.subscriber_id == Subscriber.id)
            .where(Message.issue_id == number, Message.state == "failed")
        )
        return {row.address: row.reply for row in rows}


def read_overview(database: Database) -> list[Summary]:
    """Every issue that was ever queued or handed over, the newest first."""
    with database.begin() as connection:
        states = _counts(connection, _STATES)
        returned = _counts(connection, _RETURNED)
        departed = _counts(connection, _DEPARTED)
        engines: dict[int, dict[str, None]] = {}
        for row in connection.execute(_HANDED.where(HandedOver.state != "failed")):
            engines.setdefault(row.issue_id, {})[row.engine] = None
        return [
            Summary(
                row.name,
                states.get(row.id, Counter()),
                returned.get(row.id, Counter()),
                departed.get(row.id, Counter()),
                tuple(engines.get(row.id, ())),
            )
            for row in connection.execute(select(Issue.id, Issue.name).order_by(Issue.name.desc()))
        ]


def _counts(connection: Connection, query: Select[Any, str, int]) -> dict[int, Counter[str]]:
    """For rows of issue, name, count: by issue how many of each name."""
    found: dict[int, Counter[str]] = {}
    for issue, name, count in connection.execute(query):
        found.setdefault(issue, Counter())[name] += count
    return found


def _held(connection: Connection, issue: int) -> tuple[str, ...]:
    waiting = select(Message.letter_id).where(Message.state == "queued")
    rows = connection.execute(
        select(Letter.edition, Letter.audience)
        .where(Letter.issue_id == issue, Letter.held == 1, Letter.id.in_(waiting))
        .order_by(Letter.edition, Letter.audience)
    )
    return tuple(f"{row.edition}/{row.audience}" for row in rows)


def _lines(connection: Connection, issue: int, state: State) -> tuple[Line, ...]:
    rows = connection.execute(
        select(
            Message.id, Message.message_id, Message.reply, Message.settled_at, Subscriber.address
        )
        .outerjoin(Subscriber, Subscriber.id == Message.subscriber_id)
        .where(Message.issue_id == issue, Message.state == state)
        .order_by(Message.id)
    )
    return tuple(
        Line(
            row.id,
            masked(row.address) if row.address else "somebody who was removed",
            row.message_id,
            row.reply,
            row.settled_at,
        )
        for row in rows
    )
