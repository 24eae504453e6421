"""Publishing the knowledge base, and loading what is or was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Engine, Row, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from policies_kb.errors import NothingPublished, StoreDown
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import versions
from policies_kb.store.bodies import Read, bodies, sha256, unpacked
from policies_kb.store.engine import make_tables, one_at_a_time, open_engine
from policies_kb.store.tables import PartRow, PublicationRow
from policies_kb.store.vectors import VectorStore


@dataclass(frozen=True)
class Publication:
    """A state that was published: its number, when (UTC), and the version (first 12 of SHA-256) of each notice."""

    number: int
    published_at: dt.datetime
    versions: dict[str, str]


@dataclass(frozen=True)
class Listed:
    """A publication in a list: how many notices it holds, and whether it is the one in force."""

    number: int
    published_at: dt.datetime
    notices: int
    in_force: bool


class Store:
    """A database of publications. SQLite in a file by default, PostgreSQL by URL.

    The newest publication is in force. None is ever changed or deleted. Every method raises StoreDown where the
    database does not answer.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = open_engine(url)
        self._made = False

    def publish(self, knowledge: Knowledge, at: dt.datetime) -> Publication:
        """Put `knowledge` into force, whole or not at all. Unchanged knowledge makes no new publication."""
        texts = bodies(knowledge)
        wanted = {name: sha256(text()) for name, text in texts.items()}
        with self._writing() as connection:
            return _put_in_force(connection, versions.kept(connection, texts, wanted), at)

    def roll_back(self, number: int | None, at: dt.datetime) -> Publication:
        """Put what was published as `number` in force again, as a new publication; without a number the one before.

        Raises NothingPublished where there is no such publication.
        """
        with self._writing() as connection:
            if number is None:
                newest = _newest(connection)
                earlier = PublicationRow.id < (newest.id if newest else 0)
                number = connection.scalar(select(func.max(PublicationRow.id)).where(earlier))
            row = _found(connection, number) if number is not None else None
            if row is None:
                raise NothingPublished("there is no publication before this one")
            ids = [part.id for part in versions.parts(connection, row.id)]
            return _put_in_force(connection, ids, at)

    def newest(self) -> int | None:
        """The number of the publication in force; None where there is none. Cheap: asked every few seconds."""
        with self._reading() as connection:
            return connection.scalar(select(func.max(PublicationRow.id)))

    def current(self) -> Publication:
        """The publication in force. Raises NothingPublished where there is none."""
        with self._reading() as connection:
            return _publication(connection, _found(connection, None))

    def publications(self) -> tuple[Listed, ...]:
        """Everything that was ever published, the first one first."""
        query = (
            select(
                PublicationRow.id, PublicationRow.published_at, func.count(PartRow.version_id).label("parts")
            )
            .outerjoin(PartRow, PartRow.publication_id == PublicationRow.id)
            .group_by(PublicationRow.id, PublicationRow.published_at)
            .order_by(PublicationRow.id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        # One part is what the notices share.
        return tuple(Listed(row.id, row.published_at, row.parts - 1, row is rows[-1]) for row in rows)

    def read(self, number: int | None = None, before: Read | None = None) -> tuple[Publication, Read]:
        """Publication `number` (None: the one in force), and what it holds. Raises NothingPublished.

        Notices that `before` has in the same version are taken from there and not read again.
        """
        with self._reading() as connection:
            row = _found(connection, number)
            parts = {part.name: part for part in versions.parts(connection, row.id)}
            read = unpacked(
                {name: part.sha256 for name, part in parts.items()},
                partial(versions.texts, connection, {name: part.id for name, part in parts.items()}),
                before,
            )
            return _named(row, parts.values()), read

    def load(self, number: int | None = None) -> Knowledge:
        """The knowledge of publication `number`, or of the one in force. Raises NothingPublished."""
        return self.read(number)[1].knowledge

    def vectors(self, encoder: str) -> VectorStore:
        """The sentences that were encoded before by this encoder."""
        return VectorStore(self._engine, encoder)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection on tables that exist. Raises StoreDown where the database fails."""
        try:
            if not self._made:
                make_tables(self._engine)
                self._made = True
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreDown(type(error).__name__) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The same, as the only one who publishes: everything within, or nothing."""
        with self._reading() as connection, connection.begin():
            one_at_a_time(connection)
            yield connection


def _put_in_force(connection: Connection, held: list[int], at: dt.datetime) -> Publication:
    """A new publication of these versions, unless they are in force already."""
    newest = _newest(connection)
    if newest is not None and {part.id for part in versions.parts(connection, newest.id)} == set(held):
        return _publication(connection, newest)
    moment = at.astimezone(dt.UTC).replace(tzinfo=None) if at.tzinfo else at
    made = connection.execute(insert(PublicationRow).values(published_at=moment)).inserted_primary_key
    assert made is not None
    connection.execute(
        insert(PartRow), [{"publication_id": made[0], "version_id": version} for version in held]
    )
    return _publication(connection, _found(connection, made[0]))


def _newest(connection: Connection) -> Row[int, dt.datetime] | None:
    query = select(PublicationRow.id, PublicationRow.published_at).order_by(PublicationRow.id.desc()).limit(1)
    return connection.execute(query).one_or_none()


def _found(connection: Connection, number: int | None) -> Row[int, dt.datetime]:
    query = select(PublicationRow.id, PublicationRow.published_at).where(PublicationRow.id == number)
    row = _newest(connection) if number is None else connection.execute(query).one_or_none()
    if row is None:
        raise NothingPublished(
            "no notices are published" if number is None else f"there is no publication {number}"
        )
    return row


def _publication(connection: Connection, row: Row[int, dt.datetime]) -> Publication:
    return _named(row, versions.parts(connection, row.id))


def _named(row: Row[int, dt.datetime], parts: Iterable[Row[int, str, str]]) -> Publication:
    return Publication(row.id, row.published_at, {part.name: part.sha256[:12] for part in parts})
