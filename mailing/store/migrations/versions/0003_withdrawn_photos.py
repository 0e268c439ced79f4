"""Photos that families took back, what photos letters show, and letters that are held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no letter is held yet."""
    op.add_column(
        "letters", sa.Column("held", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "letter_photos",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("stem", sa.String(64), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
    )
    op.create_index("letter_photos_by_letter", "letter_photos", ["letter_id"])
    op.create_table(
        "withdrawn_photos",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("stem", sa.String(64), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("withdrawn_photos")
    op.drop_table("letter_photos")
    op.drop_column("letters", "held")
