"""Self-checks that were kept for callers, each under the code that the caller was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from bot.store.check_tables import CheckRow
from bot.store.engine import Database
from bot.store.staff_audit import append
from bot.store.staff_records import Action, Actor
from bot.store.statements import insert_or


@dataclass(frozen=True)
class Ranked:
    """The verdict for one title of one notice."""

    notice: str
    target: str
    verdict: str


@dataclass(frozen=True)
class KeptCheck:
    """What a caller answered, and the verdicts on that day, the best first; one only where `notice` is named.

    `answers` are plain data (see `policies_kb.rules.codec`), `publication` the state of the notices.
    """

    notice: str | None
    target: str | None
    answers: Mapping[str, Any]
    publication: int | None
    ranked: tuple[Ranked, ...]
    day: dt.date

    @property
    def verdict(self) -> str:
        """That of the notice and title, or of the best."""
        return self.ranked[0].verdict


class CallerChecks:
    """The checks in the gateway's database; none older than `age` is given out. Every method raises StoreDown."""

    def __init__(self, database: Database, age: dt.timedelta) -> None:
        self._database = database
        self.age = age

    def keep(self, code: str, check: KeptCheck) -> bool:
        """Keep a check under a new code; False where there is another one under it."""
        row = insert_or(self._database.dialect, CheckRow).values(
            code=code,
            notice=check.notice,
            target=check.target,
            answers=dict(check.answers),
            publication=check.publication,
            verdict=check.verdict,
            ranked=[[one.notice, one.target, one.verdict] for one in check.ranked],
            day=check.day,
            made_at=self._database.now(),
        )
        with self._database.transaction() as session:
            made = session.scalar(row.on_conflict_do_nothing().returning(CheckRow.code))
            return made is not None

    def find(self, code: str) -> KeptCheck | None:
        """The check under a code; None where there is none, or none any more."""
        with self._database.transaction() as session:
            row = session.get(CheckRow, code)
            if row is None or row.made_at <= self._database.now() - self.age:
                return None
            ranked = tuple(Ranked(*one) for one in row.ranked)
            return KeptCheck(row.notice, row.target, row.answers, row.publication, ranked, row.day)

    def delete(self, code: str, by: Actor) -> bool:
        """Delete a check; False where there is none. The audit log says who did."""
        with self._database.transaction() as session:
            gone = delete(CheckRow).where(CheckRow.code == code).returning(CheckRow.code)
            if session.scalar(gone) is None:
                return False
            append(session, self._database.now(), by, Action.DELETION, f"check {code}")
        self._database.let_go_of_pages()
        return True

    def forget(self) -> None:
        """Delete what is too old."""
        old = CheckRow.made_at <= self._database.now() - self.age
        with self._database.transaction() as session:
            session.execute(delete(CheckRow).where(old))
