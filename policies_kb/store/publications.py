"""Publishing the knowledge base, and loading what is or was published."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from policies_kb.errors import NothingPublished, StoreDown
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.store.tables import Base, PartRow, PublicationRow, VersionRow
from policies_kb.store.vectors import VectorStore

_SHARED = "shared"


@dataclass(frozen=True)
class Publication:
    """A state that was published: its number, when, and the version (first 12 of SHA-256) of each notice."""

    number: int
    published_at: dt.datetime
    versions: dict[str, str]


class Store:
    """A database of publications. SQLite in a file by default, PostgreSQL by URL.

    Every method raises StoreDown where the database does not answer.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(url)

    def publish(self, knowledge: Knowledge, at: dt.datetime) -> Publication:
        """Put `knowledge` into force, whole or not at all. Unchanged knowledge makes no new publication."""
        with self._session() as session, session.begin():
            versions = [_version(session, name, body) for name, body in _bodies(knowledge).items()]
            newest = _newest(session)
            if newest is not None and _hashes(newest) == {row.name: row.sha256 for row in versions}:
                return _publication(newest)
            row = PublicationRow(published_at=at, parts=[PartRow(version=version) for version in versions])
            session.add(row)
            session.flush()
            return _publication(row)

    def current(self) -> Publication:
        """The newest publication. Raises NothingPublished where there is none."""
        with self._session() as session:
            return _publication(self._found(session, None))

    def load(self, number: int | None = None) -> Knowledge:
        """The knowledge of publication `number`, or of the newest. Raises NothingPublished."""
        with self._session() as session:
            row = self._found(session, number)
            bodies = {part.version.name: part.version.body for part in row.parts}
        shared = bodies.pop(_SHARED)
        notices = tuple(Notice.model_validate(bodies[name]) for name in sorted(bodies))
        return Knowledge.model_validate({**shared, "notices": notices})

    def vectors(self, encoder: str) -> VectorStore:
        """The sentences that were encoded before by this encoder."""
        return VectorStore(self._engine, encoder)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """A session on tables that exist. Raises StoreDown where the database fails."""
        try:
            Base.metadata.create_all(self._engine)
            with Session(self._engine) as session:
                yield session
        except SQLAlchemyError as error:
            raise StoreDown(type(error).__name__) from error

    def _found(self, session: Session, number: int | None) -> PublicationRow:
        row = _newest(session) if number is None else session.get(PublicationRow, number)
        if row is None:
            raise NothingPublished(
                "no notices are published" if number is None else f"there is no publication {number}"
            )
        return row


def _bodies(knowledge: Knowledge) -> dict[str, dict[str, object]]:
    """The JSON form of what the notices share, and of each notice."""
    bodies = {notice.id: notice.model_dump(mode="json") for notice in knowledge.notices}
    return {_SHARED: knowledge.model_dump(mode="json", exclude={"notices"}), **bodies}


def _version(session: Session, name: str, body: dict[str, object]) -> VersionRow:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = session.scalar(select(VersionRow).where(VersionRow.name == name, VersionRow.sha256 == sha256))
    if known is not None:
        return known
    row = VersionRow(name=name, sha256=sha256, body=body)
    session.add(row)
    return row


def _newest(session: Session) -> PublicationRow | None:
    return session.scalar(select(PublicationRow).order_by(PublicationRow.id.desc()).limit(1))


def _hashes(row: PublicationRow) -> dict[str, str]:
    return {part.version.name: part.version.sha256 for part in row.parts}


def _publication(row: PublicationRow) -> Publication:
    versions = {name: sha256[:12] for name, sha256 in _hashes(row).items()}
    return Publication(row.id, row.published_at, versions)
