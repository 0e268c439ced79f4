"""The first schema: subscribers, who left, accounts, the quota log, issues, letters, messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "subscribers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("key", sa.String(254), nullable=False, unique=True),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("joined_at", sa.Double(), nullable=False),
        sa.Column("changed_at", sa.Double(), nullable=False),
    )
    op.create_table(
        "suppressions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("reason", sa.String(12), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(254), primary_key=True),
        sa.Column("last_seen", sa.Double(), nullable=False),
        sa.Column("paused_until", sa.Double(), nullable=False),
        sa.Column("pauses", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "quota_log",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account", sa.String(254), sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )
    op.create_index("quota_log_by_time", "quota_log", ["account", "at"])
    op.create_table(
        "issues",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(32), nullable=False, unique=True),
        sa.Column("queued_at", sa.Double(), nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issue_id", sa.Integer(), sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("audience", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("issue_id", "edition", "audience"),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issue_id", sa.Integer(), sa.ForeignKey("issues.id"), nullable=False),
        sa.Column(
            "subscriber_id",
            sa.Integer(),
            sa.ForeignKey("subscribers.id", ondelete="SET NULL"),
        ),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("message_id", sa.String(320), nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Double(), nullable=False),
        sa.Column("sender", sa.String(128), nullable=False),
        sa.Column("claimed_at", sa.Double(), nullable=False),
        sa.Column("settled_at", sa.Double(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("spend_id", sa.Integer(), sa.ForeignKey("quota_log.id", ondelete="SET NULL")),
        sa.UniqueConstraint("issue_id", "subscriber_id"),
    )
    op.create_index("messages_by_state", "messages", ["issue_id", "state", "not_before", "id"])


def downgrade() -> None:
    """Drop all tables."""
    for table in (
        *("messages", "letters", "issues", "quota_log"),
        *("accounts", "facts", "suppressions", "subscribers"),
    ):
        op.drop_table(table)
