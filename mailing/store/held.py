"""All that is held about somebody, for them to take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from mailing.store.models import Bounce, Issue, Letter, Message, Notice


def read_held(connection: Connection, person: Mapping[str, object]) -> Mapping[str, object]:
    """Everything about ``person``, their row of subscribers by its columns, as plain values."""
    number = person["id"]
    letters = connection.execute(
        select(Issue.name, Letter.audience, Message.state, Message.settled_at, Message.reply)
        .join(Letter, Letter.id == Message.letter_id)
        .join(Issue, Issue.id == Message.issue_id)
        .where(Message.subscriber_id == number)
        .order_by(Message.id)
    )
    mails = connection.execute(
        select(Notice.kind, Notice.state, Notice.made_at, Notice.reply)
        .where(Notice.subscriber_id == number)
        .order_by(Notice.id)
    )
    bounces = connection.execute(
        select(Bounce.kind, Bounce.status, Bounce.reason, Bounce.at)
        .where(Bounce.subscriber_id == number)
        .order_by(Bounce.id)
    )
    return {
        "address": person["address"],
        "audiences": person["audiences"],
        "lang": person["lang"],
        "status": person["status"],
        "joined": _moment(person["joined_at"]),
        "changed": _moment(person["changed_at"]),
        "letters": [
            {
                "issue": row.name,
                "audience": row.audience,
                "state": row.state,
                "at": _moment(row.settled_at),
                "answer": row.reply,
            }
            for row in letters
        ],
        "mails": [
            {
                "kind": row.kind,
                "state": row.state,
                "at": _moment(row.made_at),
                "answer": row.reply,
            }
            for row in mails
        ],
        "returned": [
            {
                "kind": row.kind,
                "status": row.status,
                "reason": row.reason,
                "at": _moment(row.at),
            }
            for row in bounces
        ],
    }


def _moment(at: object) -> str:
    """``2026-11-23T19:00:00+00:00``; empty for what has not happened yet."""
    return datetime.fromtimestamp(int(at), UTC).isoformat() if isinstance(at, float) and at else ""
