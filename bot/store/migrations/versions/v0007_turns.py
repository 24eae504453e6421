"""What was asked and how it was answered, in figures; what could not be answered."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0007"
down_revision: Final = "0006"

_MOMENT: Final = sa.DateTime(timezone=True)
_NUMBER: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the three tables."""
    _make_records()
    _make_closings()
    _make_gaps()


def _make_records() -> None:
    op.create_table(
        "turn_record",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("topic", sa.String(60)),
        sa.Column("notice", sa.String(60)),
        sa.Column("notices", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(20)),
        sa.Column("asking", sa.Boolean, nullable=False),
        sa.Column("ms", sa.Integer, nullable=False),
        sa.Column("degraded", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turn_record"),
    )
    op.create_index("ix_turn_record_day", "turn_record", ["day"])
    op.create_index("ix_turn_record_at", "turn_record", ["at"])


def _make_closings() -> None:
    op.create_table(
        "turn_closing",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("topic", sa.String(60)),
        sa.Column("notice", sa.String(60)),
        sa.Column("fact", sa.String(200)),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turn_closing"),
    )
    op.create_index("ix_turn_closing_day", "turn_closing", ["day"])


def _make_gaps() -> None:
    op.create_table(
        "turn_gap",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("conversation", sa.String(40)),
        sa.Column("client", sa.String(64)),
        sa.Column("asker", sa.String(64), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("lang", sa.String(10)),
        sa.Column("topic", sa.String(60)),
        sa.Column("notice", sa.String(60)),
        sa.Column("fact", sa.String(200)),
        sa.Column("said", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("by", sa.String(100)),
        sa.Column("closing", _NUMBER),
        sa.PrimaryKeyConstraint("id", name="pk_turn_gap"),
        sa.ForeignKeyConstraint(
            ["conversation"], ["web_conversation.id"], name="fk_turn_gap_conversation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["closing"], ["turn_closing.id"], name="fk_turn_gap_closing", ondelete="SET NULL"
        ),
    )
    for column in ("day", "conversation", "asker", "closing"):
        op.create_index(f"ix_turn_gap_{column}", "turn_gap", [column])


def downgrade() -> None:
    """Drop them, with all that was recorded."""
    for table in ("turn_gap", "turn_closing", "turn_record"):
        op.drop_table(table)
