"""Telegram: the number of the last message that was sent, and a mark while the next one is on its way."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final = "0003"

_TABLE: Final = "telegram_delivery"


def upgrade() -> None:
    """Add the two columns."""
    op.add_column(_TABLE, sa.Column("message", sa.BigInteger))
    op.add_column(_TABLE, sa.Column("sending", sa.BigInteger))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table(_TABLE) as table:
        table.drop_column("sending")
        table.drop_column("message")
