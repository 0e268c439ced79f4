"""Which issues were begun, and which somebody else sends: what a timer has to know."""

from __future__ import annotations

from sqlalchemy import case, func, or_, select

from mailing.schedule import Begun
from mailing.store.database import Database
from mailing.store.models import HandedOver, Issue, Letter, Message


def read_begun(database: Database) -> dict[str, Begun]:
    """Every issue of which anybody was to get a letter, by its week."""
    unsettled = case((Message.state.in_(("queued", "claimed")), 1), else_=0)
    query = (
        select(
            Issue.name,
            Issue.queued_at,
            func.sum(unsettled).label("open"),
            func.max(Message.settled_at).label("last"),
        )
        .join(Message, Message.issue_id == Issue.id)
        .group_by(Issue.id, Issue.name, Issue.queued_at)
    )
    # Of what was taken back from an engine the letter is still there, and nobody got it.
    kept = (
        select(Issue.name, Letter.edition, Letter.audience)
        .join(Letter, Letter.issue_id == Issue.id)
        .outerjoin(HandedOver, HandedOver.letter_id == Letter.id)
        .where(
            or_(
                HandedOver.id.is_(None),
                HandedOver.state != "failed",
                Letter.id.in_(select(Message.letter_id)),
            )
        )
    )
    letters: dict[str, set[str]] = {}
    with database.begin() as connection:
        for row in connection.execute(kept):
            letters.setdefault(row.name, set()).add(f"{row.edition}/{row.audience}")
        return {
            row.name: Begun(
                int(row.open), max(row.queued_at, row.last), frozenset(letters.get(row.name, ()))
            )
            for row in connection.execute(query)
        }


def read_handed_over(database: Database) -> set[str]:
    """The letters that engines were given, or may have been, like ``2026-W47/families``."""
    query = (
        select(Letter.edition, Letter.audience)
        .join(HandedOver, HandedOver.letter_id == Letter.id)
        .where(HandedOver.state != "failed")
    )
    with database.begin() as connection:
        return {f"{row.edition}/{row.audience}" for row in connection.execute(query)}
