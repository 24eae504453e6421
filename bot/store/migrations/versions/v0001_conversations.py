"""Conversations, their events, and feedback."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None

_MOMENT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "web_conversation",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("sender", sa.String(40), nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("pending", sa.String(64)),
        sa.Column("touched_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_web_conversation"),
        sa.UniqueConstraint("sender", name="uq_web_conversation_sender"),
    )
    op.create_index("ix_web_conversation_touched_at", "web_conversation", ["touched_at"])
    op.create_table(
        "web_event",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("client", sa.String(64)),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("conversation", "n", name="pk_web_event"),
        sa.UniqueConstraint("conversation", "kind", "client", name="uq_web_event_conversation_kind_client"),
        _of_conversation("web_event"),
    )
    op.create_table(
        "web_feedback",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("client", sa.String(64), nullable=False),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("conversation", "client", name="pk_web_feedback"),
        _of_conversation("web_feedback"),
    )


def downgrade() -> None:
    """Drop them, with all they hold."""
    for table in ("web_feedback", "web_event", "web_conversation"):
        op.drop_table(table)


def _of_conversation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["conversation"], ["web_conversation.id"], name=f"fk_{table}_conversation", ondelete="CASCADE"
    )
