"""Sign-up with its mails and limits, bounces, departures, letters handed to engines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "confirmations",
        sa.Column("hash", sa.String(64), primary_key=True),
        _subscriber(),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.Column("used_at", sa.Double(), nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), primary_key=True),
        _subscriber(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("message_id", sa.String(320), nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.Column("not_before", sa.Double(), nullable=False),
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("claimed_at", sa.Double(), nullable=False),
        sa.Column("settled_at", sa.Double(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
    )
    op.create_index("notices_by_state", "notices", ["state", "not_before", "id"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_index("attempts_by_who", "attempts", ["kind", "who", "at"])
    op.create_table(
        "bounces",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column(
            "subscriber_id", sa.Integer(), sa.ForeignKey("subscribers.id", ondelete="SET NULL")
        ),
        sa.Column("message_id", sa.Integer(), sa.ForeignKey("messages.id", ondelete="SET NULL")),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_index("bounces_by_subscriber", "bounces", ["subscriber_id", "at"])
    op.create_table(
        "departures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issue_id", sa.Integer(), sa.ForeignKey("issues.id", ondelete="SET NULL")),
        sa.Column("reason", sa.String(12), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_table(
        "handed_over",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False),
        sa.Column("engine", sa.String(16), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("remote_id", sa.String(128), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.UniqueConstraint("letter_id", "engine"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        *("handed_over", "departures", "bounces"),
        *("attempts", "notices", "confirmations"),
    ):
        op.drop_table(table)


def _subscriber() -> sa.Column[int]:
    return sa.Column(
        "subscriber_id",
        sa.Integer(),
        sa.ForeignKey("subscribers.id", ondelete="CASCADE"),
        nullable=False,
    )
