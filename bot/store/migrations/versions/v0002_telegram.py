"""Telegram: chats, how far they were answered, what came in, reminders."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_MOMENT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "telegram_chat",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("lang", sa.String(10)),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.Column("amendments", sa.Boolean, nullable=False),
        sa.Column("photo", sa.String(300)),
        sa.Column("publication", sa.Integer),
        sa.PrimaryKeyConstraint("conversation", name="pk_telegram_chat"),
    )
    op.create_index("ix_telegram_chat_chat", "telegram_chat", ["chat"])
    op.create_table(
        "telegram_delivery",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("conversation", name="pk_telegram_delivery"),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["web_conversation.id"],
            name="fk_telegram_delivery_conversation",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "telegram_update",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("chat", sa.BigInteger),
        sa.Column("body", sa.JSON),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_telegram_update"),
    )
    op.create_index("ix_telegram_update_at", "telegram_update", ["at"])
    op.create_table(
        "telegram_subscription",
        sa.Column("conversation", sa.String(40), nullable=False),
        sa.Column("notice", sa.String(60), nullable=False),
        sa.Column("lang", sa.String(10), nullable=False),
        sa.Column("told_until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("conversation", "notice", name="pk_telegram_subscription"),
        sa.ForeignKeyConstraint(
            ["conversation"],
            ["telegram_chat.conversation"],
            name="fk_telegram_subscription_conversation",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    """Drop them, with all they hold."""
    for table in ("telegram_subscription", "telegram_update", "telegram_delivery", "telegram_chat"):
        op.drop_table(table)
