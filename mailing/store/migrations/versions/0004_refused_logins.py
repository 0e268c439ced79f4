"""Logins that a service refused, by a hash: not tried again until they change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "refused_logins",
        sa.Column("login", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(254), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("refused_logins")
