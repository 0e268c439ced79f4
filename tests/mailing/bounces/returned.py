"""Returned mail for the tests: reports in the forms of many servers, about one real letter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from mailing.bounces.understanding import understand
from mailing.delivery.post_office import Options
from mailing.store.bounces import BounceBook
from mailing.store.database import Database
from mailing.store.models import Bounce, Message, Subscriber
from mailing.store.outcomes import Rules, Taken
from mailing.store.secret import load_secret
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import START, Clock, database, letter, office, rows, subscribers

REPORTS = Path(__file__).parent / "reports"
LETTER = "0123456789abcdef0123456789abcdef@school.example"
"""The Message-ID in all of them."""

DAY = 86_400.0


def report(name: str, message_id: str = "", **words: str) -> bytes:
    """The report ``name``, about the letter ``message_id``; ``words`` replace others in it."""
    text = (REPORTS / f"{name}.eml").read_text("utf-8")
    text = text.replace(f"<{LETTER}>", message_id or f"<{LETTER}>")
    for old, new in words.items():
        text = text.replace(old, new)
    return text.encode()


def sent(folder: Path, people: Iterable[str], weeks: Iterable[str] = ("2026-W47",)) -> Database:
    """A list whose readers have got some issues, a week between them."""
    data = database(folder)
    subscribers(data).bring_in(rows(people), "en", START)
    clock = Clock()
    for week in weeks:
        post = office(folder, MemoryTransport(), clock)
        post.queue(week, [letter(edition=week)])
        assert post.run(week, "", Options(clock.sleep)).how == "done"
        clock.now += 7 * DAY
    return data


def message_ids(data: Database, address: str) -> list[str]:
    """Of the letters to ``address``, the oldest first."""
    query = (
        select(Message.message_id)
        .join(Subscriber, Subscriber.id == Message.subscriber_id)
        .where(Subscriber.address == address)
        .order_by(Message.id)
    )
    with data.begin() as connection:
        return list(connection.scalars(query))


def statuses(data: Database) -> dict[str, str]:
    """By address."""
    return {one.address: one.status for one in subscribers(data).entries()}


def reasons(data: Database) -> list[str]:
    """What is kept of what servers said."""
    with data.begin() as connection:
        return list(connection.scalars(select(Bounce.reason)))


def take(
    data: Database, *mails: bytes, rules: Rules | None = None, dry: bool = False, now: float = START
) -> list[Taken]:
    """What one run makes of ``mails``."""
    book = BounceBook(data, load_secret(data), rules or Rules(), dry=dry)
    return [book.take(understand(one), now) for one in mails]
