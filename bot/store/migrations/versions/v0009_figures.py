"""Figures: the index of days holds all that is counted, so that no row is read for it."""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0009"
down_revision: Final = "0008"

_TABLE: Final = "turn_record"
_DAYS: Final = "ix_turn_record_day"
_FIGURES: Final = "ix_turn_record_figures"
_COUNTED: Final = ["day", "status", "channel", "topic", "notice", "verdict", "degraded", "ms", "id"]


def upgrade() -> None:
    """The new one begins with the day too, so the old one is not needed beside it."""
    op.create_index(_FIGURES, _TABLE, _COUNTED)
    op.drop_index(_DAYS, _TABLE)


def downgrade() -> None:
    """Days alone."""
    op.create_index(_DAYS, _TABLE, ["day"])
    op.drop_index(_FIGURES, _TABLE)
