"""The table of self-checks that staff did for a caller: the answers, and nobody's name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Base, UtcDateTime


class CheckRow(Base):
    """One self-check under its code. Without `notice` and `target` all titles were looked at, the best first.

    `verdict` is that of the notice and title, or of the best of them; `ranked` is `[[notice, target, verdict], …]`.
    """

    __tablename__ = "caller_check"
    __table_args__ = (Index(None, "made_at"),)

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    notice: Mapped[str | None] = mapped_column(String(60))
    target: Mapped[str | None] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    publication: Mapped[int | None]
    verdict: Mapped[str] = mapped_column(String(20))
    ranked: Mapped[list[list[str]]] = mapped_column(JSON)
    day: Mapped[dt.date] = mapped_column(Date)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
