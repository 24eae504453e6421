"""Several gateways: who has a message answered, and until when; what only one of them does."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0008"
down_revision: Final = "0007"

_TALK: Final = "web_conversation"
_UPDATE: Final = "telegram_update"
_MOMENT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns in place, indexes of what waits, and the table of leases."""
    op.add_column(_TALK, sa.Column("worker", sa.String(16)))
    op.add_column(_TALK, sa.Column("worked_until", _MOMENT))
    _index_waiting(_TALK, "pending", "pending IS NOT NULL")
    _index_waiting(_UPDATE, "id", "body IS NOT NULL")
    op.create_table(
        "gateway_lease",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("holder", sa.String(16), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_gateway_lease"),
    )


def _index_waiting(table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(f"ix_{table}_waiting", table, [column], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Drop them; one gateway has everything answered."""
    op.drop_table("gateway_lease")
    for table in (_UPDATE, _TALK):
        op.drop_index(f"ix_{table}_waiting", table)
    for name in ("worked_until", "worker"):
        op.drop_column(_TALK, name)
