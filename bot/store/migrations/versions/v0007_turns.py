"""What was asked and how it was answered, in figures; what could not be answered."""

from __future__ import annotations

from typing import Final

revision: Final = "0007"
down_revision: Final = "0006"


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
