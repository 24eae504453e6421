"""Conversations that staff take over: who holds which, notes, ready-made replies."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0006"
down_revision: Final = "0005"

_TALK: Final = "web_conversation"
_MOMENT: Final = sa.DateTime(timezone=True)
_NUMBER: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")
#: Names for conversations that are there already.
_NAMED: Final = {
    "sqlite": "lower(hex(randomblob(8)))",
    "postgresql": "left(md5(random()::text || clock_timestamp()::text || id), 16)",
}
_INDEXES: Final = (("handle", True), ("holder", False), ("wants_at", False))


def upgrade() -> None:
    """Add the columns in place: to make the table anew would delete what hangs on it."""
    for name, kind in (
        ("handle", sa.String(16)),
        ("holder", _NUMBER),
        ("holder_at", _MOMENT),
        ("wants_at", _MOMENT),
    ):
        op.add_column(_TALK, sa.Column(name, kind))
    op.execute(f"UPDATE {_TALK} SET handle = {_NAMED[op.get_bind().dialect.name]}")  # noqa: S608 -- ours
    for name, unique in _INDEXES:
        op.create_index(f"ix_{_TALK}_{name}", _TALK, [name], unique=unique)
    _make_notes()
    op.create_table(
        "talk_ready_reply",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_talk_ready_reply"),
        sa.UniqueConstraint("title", name="uq_talk_ready_reply_title"),
    )
    op.create_table(
        "talk_left",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("conversation", "n", name="pk_talk_left"),
        _of_talk("talk_left"),
    )


def _make_notes() -> None:
    op.create_table(
        "talk_note",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_talk_note"),
        _of_talk("talk_note"),
    )
    op.create_index("ix_talk_note_conversation", "talk_note", ["conversation"])


def _of_talk(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["conversation"], [f"{_TALK}.id"], name=f"fk_{table}_conversation", ondelete="CASCADE"
    )


def downgrade() -> None:
    """Drop them; who held a conversation holds it no more."""
    for table in ("talk_left", "talk_ready_reply", "talk_note"):
        op.drop_table(table)
    for name, _ in _INDEXES:
        op.drop_index(f"ix_{_TALK}_{name}", _TALK)
    for name in ("wants_at", "holder_at", "holder", "handle"):
        op.drop_column(_TALK, name)
