"""Self-checks that staff did for a caller."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0005"
down_revision: Final = "0004"


def upgrade() -> None:
    """Make the table of the checks."""
    op.create_table(
        "caller_check",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("notice", sa.String(60)),
        sa.Column("target", sa.String(40)),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("publication", sa.Integer),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("ranked", sa.JSON, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_caller_check"),
    )
    op.create_index("ix_caller_check_made_at", "caller_check", ["made_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("caller_check")
