"""Which issues were begun, and which somebody else sends: what a timer has to know."""

from __future__ import annotations

from sqlalchemy import case, func, select

from mailing.schedule import Begun
from mailing.store.database import Database
from mailing.store.models import HandedOver, Issue, Letter, Message


def read_begun(database: Database) -> dict[str, Begun]:
    """Every issue that was ever queued, by its week."""
    unsettled = case((Message.state.in_(("queued", "claimed")), 1), else_=0)
    query = (
        select(
            Issue.name,
            Issue.queued_at,
            func.coalesce(func.sum(unsettled), 0).label("open"),
            func.coalesce(func.max(Message.settled_at), 0.0).label("last"),
        )
        .outerjoin(Message, Message.issue_id == Issue.id)
        .group_by(Issue.id, Issue.name, Issue.queued_at)
    )
    with database.begin() as connection:
        return {
            row.name: Begun(int(row.open), max(row.queued_at, row.last))
            for row in connection.execute(query)
        }


def read_handed_over(database: Database) -> set[str]:
    """Issues of which an engine was given a letter, or may have been."""
    query = (
        select(Issue.name)
        .join(Letter, Letter.issue_id == Issue.id)
        .join(HandedOver, HandedOver.letter_id == Letter.id)
        .where(HandedOver.state != "failed")
    )
    with database.begin() as connection:
        return {*connection.scalars(query)}
